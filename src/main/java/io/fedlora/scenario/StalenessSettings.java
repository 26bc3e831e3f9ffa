package io.fedlora.scenario;

import java.util.Optional;

/**
 * What an update is worth that has missed merges: the keys {@code staleness…} and {@code hinge…} of
 * the {@code server} block.
 *
 * @param staleness the law
 * @param stalenessBound merges that an update may have missed, at least 1; none for any number
 * @param stalenessExponent a of the polynomial law
 * @param hingeDelay b of the hinge law: merges missed without loss
 * @param hingeSlope a of the hinge law
 */
public record StalenessSettings(
    StalenessLaw staleness,
    Optional<Integer> stalenessBound,
    double stalenessExponent,
    int hingeDelay,
    double hingeSlope) {
  public StalenessSettings {
    stalenessBound.ifPresent(bound -> Require.atLeast("staleness-bound", bound, 1));
    Require.notNegative("staleness-exponent", stalenessExponent);
    Require.atLeast("hinge-delay", hingeDelay, 0);
    Require.notNegative("hinge-slope", hingeSlope);
  }
}
