package io.fedlora.scenario;

/** How the server gathers updates. */
public enum CollectionMode {
  /** In rounds: a cohort is asked, and what arrived in time is merged at once. */
  SYNCHRONOUS
}
