package io.fedlora.method;

import io.fedlora.foundation.StepResult;
import java.util.SortedMap;
import java.util.TreeMap;

/** Means over the steps of one piece of local work. */
final class StepAverages {
  private final SortedMap<String, Double> sums = new TreeMap<>();
  private double loss;
  private int steps;

  void add(StepResult result) {
    steps++;
    loss += result.loss();
    result.logged().forEach((name, value) -> sums.merge(name, value, Double::sum));
  }

  /** Takes in the steps of another piece of work. */
  void add(StepAverages others) {
    steps += others.steps;
    loss += others.loss;
    others.sums.forEach((name, sum) -> sums.merge(name, sum, Double::sum));
  }

  double loss() {
    return steps == 0 ? 0 : loss / steps;
  }

  SortedMap<String, Double> reports() {
    SortedMap<String, Double> means = new TreeMap<>();
    sums.forEach((name, sum) -> means.put(name, sum / steps));
    return means;
  }
}
