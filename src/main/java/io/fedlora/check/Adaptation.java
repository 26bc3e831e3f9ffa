package io.fedlora.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The factors of one adapted linear: {@code A} of shape [rank, inputs] and {@code B} transposed, of
 * shape [rank, outputs], row by row.
 */
record Adaptation(int rank, int inputs, int outputs, float[] a, float[] bt) {
  private static final String DOWN = ".A";
  private static final String UP = ".Bt";

  /**
   * The adapted linears of a part, by name as {@code layer.4.query}, in order.
   *
   * @throws FrameException if an array is neither A nor B of one, or they do not fit
   */
  static Map<String, Adaptation> of(Values part) throws FrameException {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Map<String, float[]> arrays = new LinkedHashMap<>();
    int at = 0;
    for (Shape shape : part.shapes()) {
      shapes.put(shape.name(), shape);
      arrays.put(shape.name(), Arrays.copyOfRange(part.values(), at, at + shape.size()));
      at += shape.size();
    }
    Map<String, Adaptation> adapted = new LinkedHashMap<>();
    for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
      String name = entry.getKey();
      if (!name.endsWith(DOWN)) {
        continue;
      }
      String linear = name.substring(0, name.length() - DOWN.length());
      Shape down = entry.getValue();
      Shape up = shapes.get(linear + UP);
      float[] a = arrays.get(name);
      float[] bt = arrays.get(linear + UP);
      if (up == null || a == null || bt == null || !fit(down, up)) {
        throw new FrameException("part " + part.part() + " has no two factors of " + linear);
      }
      adapted.put(
          linear,
          new Adaptation(down.extents().get(0), down.extents().get(1), up.extents().get(1), a, bt));
    }
    if (adapted.isEmpty() || adapted.size() * 2 != shapes.size()) {
      throw new FrameException("part " + part.part() + " does not hold factors alone");
    }
    return adapted;
  }

  private static boolean fit(Shape down, Shape up) {
    return down.extents().size() == 2
        && up.extents().size() == 2
        && down.extents().get(0).equals(up.extents().get(0));
  }

  /** Adds a multiple of {@code B A} to a matrix of shape [outputs, inputs]. */
  void addTo(double[] matrix, double factor) {
    for (int row = 0; row < rank; row++) {
      for (int output = 0; output < outputs; output++) {
        double left = factor * bt[row * outputs + output];
        for (int input = 0; input < inputs; input++) {
          matrix[output * inputs + input] += left * a[row * inputs + input];
        }
      }
    }
  }

  /** The same with all signs taken away. */
  Adaptation sizes() {
    return new Adaptation(rank, inputs, outputs, sizes(a), sizes(bt));
  }

  private static float[] sizes(float[] values) {
    float[] sizes = values.clone();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(sizes[i]);
    }
    return sizes;
  }

  /** {@code M Aᵀ} of a matrix M of shape [outputs, inputs]. */
  double[] alongInputs(double[] matrix) {
    double[] along = new double[outputs * rank];
    for (int output = 0; output < outputs; output++) {
      for (int row = 0; row < rank; row++) {
        for (int input = 0; input < inputs; input++) {
          along[output * rank + row] += matrix[output * inputs + input] * a[row * inputs + input];
        }
      }
    }
    return along;
  }

  /** {@code Bᵀ M} of a matrix M of shape [outputs, inputs]. */
  double[] alongOutputs(double[] matrix) {
    double[] along = new double[rank * inputs];
    for (int row = 0; row < rank; row++) {
      for (int output = 0; output < outputs; output++) {
        for (int input = 0; input < inputs; input++) {
          along[row * inputs + input] +=
              bt[row * outputs + output] * matrix[output * inputs + input];
        }
      }
    }
    return along;
  }

  /** The least norm of a column of B. */
  double leastUp() {
    double least = Double.POSITIVE_INFINITY;
    for (int row = 0; row < rank; row++) {
      least = Math.min(least, Math.sqrt(product(bt, outputs, row, row)));
    }
    return least;
  }

  /** The largest norm of a column of B. */
  double largestUp() {
    double largest = 0;
    for (int row = 0; row < rank; row++) {
      largest = Math.max(largest, Math.sqrt(product(bt, outputs, row, row)));
    }
    return largest;
  }

  /** {@code ‖B A‖²}, from the products of rows with rows. */
  double squaredNorm() {
    double sum = 0;
    for (int one = 0; one < rank; one++) {
      for (int other = 0; other < rank; other++) {
        sum += product(a, inputs, one, other) * product(bt, outputs, one, other);
      }
    }
    return Math.max(0, sum);
  }

  private static double product(float[] rows, int length, int one, int other) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) rows[one * length + i] * rows[other * length + i];
    }
    return sum;
  }
}
