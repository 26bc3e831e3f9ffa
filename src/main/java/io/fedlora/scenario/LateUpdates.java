package io.fedlora.scenario;

/** What becomes of an update that arrives after its round has closed. */
public enum LateUpdates {
  /** It is dropped and counted. */
  DISCARD,
  /** It is merged with the next round, with the weight that its staleness leaves it. */
  ACCEPT
}
