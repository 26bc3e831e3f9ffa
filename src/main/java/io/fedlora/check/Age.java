package io.fedlora.check;

/**
 * How an update loses weight with the merges it has missed.
 *
 * @param law {@code constant}, {@code polynomial} or {@code hinge}
 * @param bound the most that it may have missed; −1 for any number
 * @param exponent of the polynomial law
 * @param delay of the hinge law
 * @param slope of the hinge law
 */
record Age(String law, int bound, double exponent, int delay, double slope) {
  static Age of(Line started) {
    return new Age(
        started.text("staleness"),
        (int) started.whole("stalenessBound"),
        started.number("stalenessExponent"),
        (int) started.whole("hingeDelay"),
        started.number("hingeSlope"));
  }

  boolean isTooOld(int missed) {
    return bound >= 0 && missed > bound;
  }

  /** The factor on the weight; not a number under a law that is not known here. */
  double factor(int missed) {
    return switch (law) {
      case "constant" -> 1;
      case "polynomial" -> StrictMath.pow(1.0 + missed, -exponent);
      case "hinge" -> missed <= delay ? 1 : 1 / (slope * (missed - delay) + 1);
      default -> Double.NaN;
    };
  }
}
