package io.fedlora.foundation;

/** The loss of class scores on one text. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /** {@code log Σ exp(score) − score of the right class}. */
  public static double of(float[] scores, int label) {
    double most = scores[0];
    for (float score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += StrictMath.exp(score - most);
    }
    return StrictMath.log(sum) + most - scores[label];
  }
}
