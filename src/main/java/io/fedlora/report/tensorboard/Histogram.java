package io.fedlora.report.tensorboard;

import java.util.Arrays;
import java.util.Collection;

/**
 * How many values lie where.
 *
 * @param values finite, at least one, in ascending order
 * @param limits the upper ends of the buckets, ascending; the last is not below the greatest value
 */
record Histogram(double[] values, double[] limits) {
  private static final int BUCKETS = 30;

  /** Buckets of equal width from the least value to the greatest; one if they are the same. */
  static Histogram even(Collection<Double> values) {
    double[] sorted = sorted(values);
    double least = sorted[0];
    double greatest = sorted[sorted.length - 1];
    if (least == greatest) {
      return new Histogram(sorted, new double[] {greatest});
    }
    double[] limits = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      limits[i] = least + (greatest - least) * (i + 1) / BUCKETS;
    }
    limits[BUCKETS - 1] = greatest;
    return new Histogram(sorted, limits);
  }

  /** A bucket for each whole number from the least to the greatest, half a step around it. */
  static Histogram whole(Collection<Integer> values) {
    double[] sorted = sorted(values.stream().map(Integer::doubleValue).toList());
    int least = (int) sorted[0];
    double[] limits = new double[(int) sorted[sorted.length - 1] - least + 1];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = least + i + 0.5;
    }
    return new Histogram(sorted, limits);
  }

  private static double[] sorted(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  double least() {
    return values[0];
  }

  double greatest() {
    return values[values.length - 1];
  }

  double sum() {
    return Arrays.stream(values).reduce(0, Double::sum);
  }

  double sumOfSquares() {
    return Arrays.stream(values).reduce(0, (sum, value) -> sum + value * value);
  }

  /** The number of values in each bucket; what lies on a limit belongs to the bucket below it. */
  double[] counts() {
    double[] counts = new double[limits.length];
    int bucket = 0;
    for (double value : values) {
      while (value > limits[bucket]) {
        bucket++;
      }
      counts[bucket]++;
    }
    return counts;
  }
}
