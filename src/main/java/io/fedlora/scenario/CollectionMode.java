package io.fedlora.scenario;

/** How the server gathers updates. */
public enum CollectionMode {
  /** In rounds: a cohort is asked, and what arrived in time is merged at once. */
  SYNCHRONOUS,
  /** So many clients are always at work; whenever so many updates are in hand, they are merged. */
  BUFFERED,
  /** So many clients are always at work; every update is merged as it arrives. */
  ASYNCHRONOUS,
  /**
   * At a fixed period whatever has come is merged, and who is free is asked; or clients are put
   * into tiers by their speed, and each tier has rounds of its own.
   */
  SEMI_SYNCHRONOUS
}
