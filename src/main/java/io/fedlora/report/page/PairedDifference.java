package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How much one setting is above another, seed by seed over the seeds that both have.
 *
 * @param spread of the differences over these seeds
 * @param margin half of the 95 % interval of their mean by Student's t; not a number for fewer than
 *     two seeds
 */
record PairedDifference(Spread spread, double margin) {
  static final double LEVEL = 0.95;

  /** Differences of values by seed, the one's less the other's. */
  static PairedDifference of(Map<String, Double> one, Map<String, Double> other) {
    List<Double> differences = new ArrayList<>();
    one.forEach((seed, value) -> differences.add(value - other.getOrDefault(seed, Double.NaN)));
    Spread spread = Spread.of(differences);
    int seeds = spread.count();
    double margin =
        seeds < 2
            ? Double.NaN
            : StudentT.twoSided(LEVEL, seeds - 1) * spread.deviation() / Math.sqrt(seeds);
    return new PairedDifference(spread, margin);
  }

  double low() {
    return spread.mean() - margin;
  }

  double high() {
    return spread.mean() + margin;
  }

  /** Whether there is an interval and no difference lies inside it. */
  boolean includesZero() {
    return low() <= 0 && high() >= 0;
  }
}
