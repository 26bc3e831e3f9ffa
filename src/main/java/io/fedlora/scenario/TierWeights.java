package io.fedlora.scenario;

/** What the updates of a tier weigh together against the common state. */
public enum TierWeights {
  /** As often as the tier at the other end has been merged, of all: slow tiers weigh more. */
  BY_MERGES,
  /** As its share of the clients. */
  BY_CLIENTS,
  /** All: what they changed is added in full. */
  FULL
}
