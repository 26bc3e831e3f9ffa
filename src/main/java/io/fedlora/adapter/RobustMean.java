package io.fedlora.adapter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Centres of states that a few wrong ones cannot move far (Yin, Chen, Ramchandran, Bartlett, arXiv
 * 1803.01498), taken value by value.
 */
public final class RobustMean {
  private static final double SLACK = 1e-9;

  private RobustMean() {}

  /** Makes one value of the same value of all states. */
  @FunctionalInterface
  private interface Centre {
    double of(float[] values);
  }

  /**
   * The middle value; of an even number of states the mean of the two in the middle.
   *
   * @param states at least one, all of the same layout
   */
  public static State median(List<State> states) {
    return each(
        states,
        values -> {
          float[] sorted = values.clone();
          Arrays.sort(sorted);
          int half = sorted.length / 2;
          return sorted.length % 2 == 1
              ? sorted[half]
              : ((double) sorted[half - 1] + sorted[half]) / 2;
        });
  }

  /**
   * The weighted mean of what is left when the greatest and the least are left out, {@code
   * floor(share n)} at either end, though never all. Added up from the least to the greatest; equal
   * values in the order of their states.
   *
   * @param states at least one, all of the same layout
   * @param weights above 0, one a state
   * @param share to leave out at either end, below 0.5
   */
  public static State trimmed(List<State> states, double[] weights, double share) {
    int n = states.size();
    int out = Math.min((int) Math.floor(share * n + SLACK), (n - 1) / 2);
    return each(
        states,
        values -> {
          int[] order = ascending(values);
          double sum = 0;
          double total = 0;
          for (int i = out; i < n - out; i++) {
            sum += weights[order[i]] * values[order[i]];
            total += weights[order[i]];
          }
          return sum / total;
        });
  }

  /**
   * The indices in ascending order of the values, by insertion: there are few, and it is stable.
   */
  private static int[] ascending(float[] values) {
    int[] order = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      int at = i;
      while (at > 0 && Float.compare(values[order[at - 1]], values[i]) > 0) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    return order;
  }

  private static State each(List<State> states, Centre centre) {
    State first = states.get(0);
    states.forEach(state -> StateMath.requireSameLayout(first, state));
    float[] column = new float[states.size()];
    List<Part> parts = new ArrayList<>();
    for (Part part : first.parts()) {
      List<float[]> all = states.stream().map(state -> state.part(part.name()).values()).toList();
      float[] result = new float[part.values().length];
      for (int i = 0; i < result.length; i++) {
        for (int k = 0; k < column.length; k++) {
          column[k] = all.get(k)[i];
        }
        result[i] = (float) centre.of(column);
      }
      parts.add(part.with(result));
    }
    return State.of(parts);
  }
}
