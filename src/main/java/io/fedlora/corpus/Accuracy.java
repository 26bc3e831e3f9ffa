package io.fedlora.corpus;

/** The share of predictions that are right. */
record Accuracy() implements LabelMetric {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public double score(int[] predicted, int[] actual, int classes) {
    LabelMetric.check(predicted, actual);
    int right = 0;
    for (int i = 0; i < actual.length; i++) {
      if (predicted[i] == actual[i]) {
        right++;
      }
    }
    return (double) right / actual.length;
  }
}
