package io.fedlora.journal;

/** How a request ended. Every request ends in exactly one. */
public enum Outcome {
  /** Its update is part of the common state. */
  MERGED,
  /** Its update came after its round and was not used. */
  LATE,
  /** Nothing arrived. */
  LOST,
  /** What arrived was wrong. */
  REJECTED,
  /** Its answer was no longer wanted. */
  CANCELLED
}
