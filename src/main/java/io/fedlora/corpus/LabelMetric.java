package io.fedlora.corpus;

/** A metric that compares predicted labels with the actual ones; more is better. */
public sealed interface LabelMetric extends Metric permits Accuracy, Matthews {
  /**
   * The score, 1 if every prediction is right.
   *
   * @param predicted label ids
   * @param actual label ids, as many
   * @param classes how many labels there are
   * @throws IllegalArgumentException if there is nothing to score or the lengths differ
   */
  double score(int[] predicted, int[] actual, int classes);

  @Override
  default boolean isHigherBetter() {
    return true;
  }

  /** Refuses arrays that cannot be scored. */
  static void check(int[] predicted, int[] actual) {
    if (predicted.length != actual.length || actual.length == 0) {
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + actual.length + " texts");
    }
  }
}
