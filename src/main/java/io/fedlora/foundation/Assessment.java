package io.fedlora.foundation;

/**
 * How a model does on a batch.
 *
 * @param predicted the class found most likely for each row; of equally likely ones the lowest
 * @param losses of each row
 */
public record Assessment(int[] predicted, double[] losses) {
  /**
   * The assessment of class scores by cross-entropy.
   *
   * @param scores [rows][classes]
   * @param labels the right class of each row
   */
  public static Assessment ofScores(float[][] scores, int[] labels) {
    int[] predicted = new int[labels.length];
    double[] losses = new double[labels.length];
    for (int row = 0; row < labels.length; row++) {
      predicted[row] = argMax(scores[row]);
      losses[row] = CrossEntropy.of(scores[row], labels[row]);
    }
    return new Assessment(predicted, losses);
  }

  private static int argMax(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }
}
