package io.fedlora.corpus;

import java.util.Arrays;

/** The score a client gets without a model: by always answering its most frequent label. */
public final class Majority {
  private Majority() {}

  /**
   * The score of each client on its own test texts, the answer being the most frequent label among
   * its training texts; of equally frequent ones the lowest id.
   */
  public static double[] scores(Population population) {
    double[] scores = new double[population.clients()];
    for (int client = 0; client < scores.length; client++) {
      int[] counts = population.labelCounts(client, Section.TRAIN);
      int answer = 0;
      for (int label = 1; label < counts.length; label++) {
        if (counts[label] > counts[answer]) {
          answer = label;
        }
      }
      int[] test = population.shards().get(client).test();
      int[] actual = Arrays.stream(test).map(population.table()::label).toArray();
      int[] predicted = new int[actual.length];
      Arrays.fill(predicted, answer);
      scores[client] = population.metric().score(predicted, actual, counts.length);
    }
    return scores;
  }

  /** The mean of {@link #scores} over clients. */
  public static double mean(Population population) {
    double sum = 0;
    double[] scores = scores(population);
    for (double score : scores) {
      sum += score;
    }
    return sum / scores.length;
  }
}
