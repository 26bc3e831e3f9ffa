package io.fedlora.corpus;

import io.fedlora.scenario.ScenarioException;

/** How predicted labels are scored against the actual ones. */
public sealed interface Metric permits Accuracy, Matthews {
  /** The share of right predictions. */
  Metric ACCURACY = new Accuracy();

  /** Matthews correlation, for labels of unequal frequency. */
  Metric MATTHEWS = new Matthews();

  /** As {@code summary.json} calls it. */
  String name();

  /**
   * The score, 1 if every prediction is right.
   *
   * @param predicted label ids
   * @param actual label ids, as many
   * @param classes how many labels there are
   * @throws IllegalArgumentException if there is nothing to score or the lengths differ
   */
  double score(int[] predicted, int[] actual, int classes);

  /**
   * The metric of a name.
   *
   * @throws ScenarioException if there is none of that name
   */
  static Metric named(String name) {
    return switch (name) {
      case "accuracy" -> ACCURACY;
      case "matthews" -> MATTHEWS;
      default ->
          throw new ScenarioException(
              "corpus.metric = " + name + " is not known; accuracy and matthews are");
    };
  }

  /** Refuses arrays that cannot be scored. */
  static void check(int[] predicted, int[] actual) {
    if (predicted.length != actual.length || actual.length == 0) {
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + actual.length + " texts");
    }
  }
}
