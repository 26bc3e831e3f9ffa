package io.fedlora.cost;

import java.util.List;

/**
 * How a figure is spread over clients.
 *
 * @param mean over them
 * @param min the least
 * @param max the greatest
 */
public record Spread(double mean, double min, double max) {
  /** The spread of these values, at least one. */
  static Spread of(List<Double> values) {
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return new Spread(sum / values.size(), min, max);
  }
}
