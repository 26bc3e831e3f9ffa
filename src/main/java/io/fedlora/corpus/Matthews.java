package io.fedlora.corpus;

/**
 * Matthews correlation, for more than two labels in Gorodkin's form R_K.
 *
 * <p>With s texts, c right ones, t_k texts and p_k predictions of label k: (c s − Σ p_k t_k) /
 * √((s² − Σ p_k²)(s² − Σ t_k²)). A zero denominator, as when only one label occurs, gives 0.
 */
record Matthews() implements LabelMetric {
  @Override
  public String name() {
    return "matthews";
  }

  @Override
  public double score(int[] predicted, int[] actual, int classes) {
    LabelMetric.check(predicted, actual);
    long[] guesses = new long[classes];
    long[] truths = new long[classes];
    long right = 0;
    for (int i = 0; i < actual.length; i++) {
      guesses[predicted[i]]++;
      truths[actual[i]]++;
      if (predicted[i] == actual[i]) {
        right++;
      }
    }
    long texts = actual.length;
    long product = 0;
    long guessSquares = 0;
    long truthSquares = 0;
    for (int k = 0; k < classes; k++) {
      product += guesses[k] * truths[k];
      guessSquares += guesses[k] * guesses[k];
      truthSquares += truths[k] * truths[k];
    }
    double spread = (double) (texts * texts - guessSquares) * (texts * texts - truthSquares);
    return spread == 0 ? 0 : (right * texts - product) / StrictMath.sqrt(spread);
  }
}
