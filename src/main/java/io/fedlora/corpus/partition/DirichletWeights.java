package io.fedlora.corpus.partition;

import io.fedlora.random.RandomStream;

/** Random proportions from a Dirichlet distribution. */
final class DirichletWeights {
  private DirichletWeights() {}

  /**
   * Proportions that add up to 1, as gamma variates over their sum.
   *
   * <p>Worked out from logarithms: a gamma variate of a small shape is often too small for a
   * double, and all of them may be.
   *
   * @param shapes the distribution's parameters, at least 0 and not all 0; where one is 0 so is the
   *     proportion
   */
  static double[] draw(double[] shapes, RandomStream stream) {
    double[] logs = new double[shapes.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < shapes.length; i++) {
      logs[i] = shapes[i] > 0 ? logGamma(shapes[i], stream) : Double.NEGATIVE_INFINITY;
      highest = Math.max(highest, logs[i]);
    }
    double sum = 0;
    double[] weights = new double[shapes.length];
    for (int i = 0; i < shapes.length; i++) {
      weights[i] = StrictMath.exp(logs[i] - highest);
      sum += weights[i];
    }
    for (int i = 0; i < shapes.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static double logGamma(double shape, RandomStream stream) {
    // G(a) = G(a + 1) U^(1/a)
    return StrictMath.log(stream.nextGamma(shape + 1)) - stream.nextExponential() / shape;
  }
}
