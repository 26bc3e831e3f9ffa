package io.fedlora.foundation.linear;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums and norms of vectors by part. */
final class Vectors {
  private Vectors() {}

  /** {@code y + a x}; parts that x lacks stay as they are. */
  static Map<String, double[]> plus(Map<String, double[]> y, double a, Map<String, double[]> x) {
    Map<String, double[]> sum = new LinkedHashMap<>();
    y.forEach(
        (part, values) -> {
          double[] other = x.get(part);
          double[] moved = values.clone();
          for (int i = 0; other != null && i < moved.length; i++) {
            moved[i] += a * other[i];
          }
          sum.put(part, moved);
        });
    return sum;
  }

  /** {@code a x}. */
  static Map<String, double[]> times(double a, Map<String, double[]> x) {
    Map<String, double[]> product = new LinkedHashMap<>();
    x.forEach((part, values) -> product.put(part, Arrays.stream(values).map(v -> a * v).toArray()));
    return product;
  }

  /** These parts of them. */
  static Map<String, double[]> only(Map<String, double[]> x, Collection<String> parts) {
    Map<String, double[]> some = new LinkedHashMap<>();
    for (String part : parts) {
      double[] values = x.get(part);
      if (values == null) {
        throw new IllegalArgumentException(
            "the recipe names part " + part + ", the state has " + x.keySet());
      }
      some.put(part, values);
    }
    return some;
  }

  /** The Euclidean norm over all parts together. */
  static double norm(Map<String, double[]> x) {
    double sum = 0;
    for (double[] values : x.values()) {
      for (double value : values) {
        sum += value * value;
      }
    }
    return Math.sqrt(sum);
  }
}
