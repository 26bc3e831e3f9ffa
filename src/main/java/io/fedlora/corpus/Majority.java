package io.fedlora.corpus;

import java.util.Arrays;
import java.util.Optional;

/** The score a client gets without a model: by always answering its most frequent label. */
public final class Majority {
  private Majority() {}

  /**
   * The score of each client on its own texts of a section, the answer being the most frequent
   * label among its training texts; of equally frequent ones the lowest id.
   */
  static double[] scores(Population population, LabelMetric metric, Section section) {
    double[] scores = new double[population.clients()];
    for (int client = 0; client < scores.length; client++) {
      int[] counts = population.labelCounts(client, Section.TRAIN);
      int answer = 0;
      for (int label = 1; label < counts.length; label++) {
        if (counts[label] > counts[answer]) {
          answer = label;
        }
      }
      int[] texts = population.texts(client, section);
      int[] actual = Arrays.stream(texts).map(population.table()::label).toArray();
      int[] predicted = new int[actual.length];
      Arrays.fill(predicted, answer);
      scores[client] = metric.score(predicted, actual, counts.length);
    }
    return scores;
  }

  /**
   * The mean of {@link #scores} over clients; empty for a metric that gives every constant answer
   * the same score, or knows no labels, and so says nothing here.
   */
  public static Optional<Double> mean(Population population, Section section) {
    if (!(population.metric() instanceof LabelMetric metric) || metric.equals(Metric.MATTHEWS)) {
      return Optional.empty();
    }
    double sum = 0;
    double[] scores = scores(population, metric, section);
    for (double score : scores) {
      sum += score;
    }
    return Optional.of(sum / scores.length);
  }
}
