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
  /** Beyond it the factor of an old update could be too small for a number. */
  private static final double STEEPEST = 10;

  private static final double LARGEST_SLOPE = 1e6;

  public StalenessSettings {
    stalenessBound.ifPresent(bound -> Require.atLeast("staleness-bound", bound, 1));
    Require.notNegative("staleness-exponent", stalenessExponent);
    requireAtMost("staleness-exponent", stalenessExponent, STEEPEST);
    Require.atLeast("hinge-delay", hingeDelay, 0);
    Require.notNegative("hinge-slope", hingeSlope);
    requireAtMost("hinge-slope", hingeSlope, LARGEST_SLOPE);
  }

  private static void requireAtMost(String key, double value, double most) {
    if (value > most) {
      throw new InvalidValue(
          key,
          "must be at most " + Math.round(most),
          "to leave old updates out altogether, set staleness-bound");
    }
  }
}
