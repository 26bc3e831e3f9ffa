package io.fedlora.corpus;

import io.fedlora.scenario.ScenarioException;

/** What a client's model is scored by: by its {@linkplain LabelMetric labels}, or by its loss. */
public sealed interface Metric permits LabelMetric, MeanSquaredError {
  /** The share of right predictions. */
  LabelMetric ACCURACY = new Accuracy();

  /** Matthews correlation, for labels of unequal frequency. */
  LabelMetric MATTHEWS = new Matthews();

  /** The mean loss of a regression. */
  Metric MSE = new MeanSquaredError();

  /** As {@code summary.json} calls it. */
  String name();

  /** Whether more is better; otherwise less is. */
  boolean isHigherBetter();

  /** Whether more of the metric of a name is better; so it is of a name that is not known. */
  static boolean isHigherBetter(String name) {
    return !name.equals(MSE.name()) || MSE.isHigherBetter();
  }

  /**
   * The metric of labels of a name.
   *
   * @throws ScenarioException if there is none of that name
   */
  static LabelMetric named(String name) {
    return switch (name) {
      case "accuracy" -> ACCURACY;
      case "matthews" -> MATTHEWS;
      default ->
          throw new ScenarioException(
              "corpus.metric = " + name + " is not known; accuracy and matthews are");
    };
  }
}
