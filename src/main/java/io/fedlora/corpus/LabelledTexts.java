package io.fedlora.corpus;

import java.util.List;

/**
 * What a corpus holds, in its own order.
 *
 * @param labels the name of each label id
 * @param metric what predictions on it are scored by
 * @param training texts to train and validate on; and to test on, if {@code test} is empty
 * @param test texts that only serve to test; empty if the corpus keeps none apart
 */
public record LabelledTexts(
    List<String> labels, Metric metric, List<Example> training, List<Example> test) {
  public LabelledTexts {
    labels = List.copyOf(labels);
    training = List.copyOf(training);
    test = List.copyOf(test);
  }
}
