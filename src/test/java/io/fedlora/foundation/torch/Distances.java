package io.fedlora.foundation.torch;

/** How far apart two vectors are. */
final class Distances {
  private Distances() {}

  /** ‖a − b‖ / ‖b‖. */
  static double relative(double[] a, double[] b) {
    double apart = 0;
    double size = 0;
    for (int i = 0; i < b.length; i++) {
      apart += (a[i] - b[i]) * (a[i] - b[i]);
      size += b[i] * b[i];
    }
    return Math.sqrt(apart / size);
  }

  static double relative(float[] a, float[] b) {
    return relative(widened(a), widened(b));
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
