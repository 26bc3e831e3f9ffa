package io.fedlora.report.page;

/**
 * Student's t distribution for whole degrees of freedom, by the finite sums of Abramowitz and
 * Stegun, 26.7.3 and 26.7.4.
 */
final class StudentT {
  private static final int HALVINGS = 200;

  private StudentT() {}

  /**
   * The t that a sample's mean stays within, in standard errors to either side.
   *
   * @param level as 0.95
   * @param freedom degrees of it, 1 or more
   */
  static double twoSided(double level, int freedom) {
    double low = 0;
    double high = 1;
    while (within(high, freedom) < level) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS && high - low > 1e-13 * high; i++) {
      double middle = (low + high) / 2;
      if (within(middle, freedom) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The share of the distribution between −t and t. */
  static double within(double t, int freedom) {
    if (freedom < 1) {
      throw new IllegalArgumentException(freedom + " degrees of freedom");
    }
    double angle = StrictMath.atan(t / StrictMath.sqrt(freedom));
    double cosine = StrictMath.cos(angle);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
      term *= cosine * cosine * (k - 1) / k;
      sum += term;
    }
    double series = StrictMath.sin(angle) * sum;
    return odd ? (angle + series) * 2 / Math.PI : series;
  }
}
