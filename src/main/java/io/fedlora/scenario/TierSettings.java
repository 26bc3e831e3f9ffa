package io.fedlora.scenario;

import java.util.Optional;

/**
 * Keys of the {@code server} block for semi-synchronous collection in tiers.
 *
 * @param tiers how many, at least 1; none for a fixed period in their place
 * @param tierWeights what the updates of a tier weigh together
 */
public record TierSettings(Optional<Integer> tiers, TierWeights tierWeights) {
  /** No tiers. */
  public static final TierSettings NONE = new TierSettings(Optional.empty(), TierWeights.BY_MERGES);

  public TierSettings {
    tiers.ifPresent(number -> Require.atLeast("tiers", number, 1));
  }

  void requireFits(int clients) {
    if (tiers.isPresent() && tiers.get() > clients) {
      throw new InvalidValue(
          "server.tiers",
          "wants " + tiers.get() + " tiers of " + clients + " clients",
          "write at most " + clients + ", or none");
    }
  }
}
