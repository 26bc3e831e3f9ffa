package io.fedlora.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sums, means and norms of states. Everything is added up in float64 in the order given, so that
 * the same arguments give the same bits.
 */
public final class StateMath {
  private StateMath() {}

  /**
   * The weighted mean {@code Σ w_k s_k / Σ w_k}, part by part.
   *
   * @param states at least one, all of the same layout
   * @param weights one a state, none negative, not all zero
   * @throws IllegalArgumentException if the arguments do not fit together
   */
  public static State mean(List<State> states, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("a weight of " + weight);
      }
      total += weight;
    }
    if (total == 0) {
      throw new IllegalArgumentException("all weights are zero");
    }
    return combine(states, weights, total);
  }

  /**
   * The state with every part that others hold in place by the {@linkplain #mean weighted mean} of
   * those that hold it. Parts that nobody else holds stay as they are.
   *
   * @param states whose parts are among this one's; they may be of another layout
   * @param weights one a state, above 0
   * @throws IllegalArgumentException if the arguments do not fit together
   */
  public static State meanOfParts(State state, List<State> states, double[] weights) {
    State result = state;
    for (String name : state.names()) {
      List<State> holders = new ArrayList<>();
      List<Double> shares = new ArrayList<>();
      for (int k = 0; k < weights.length; k++) {
        if (states.get(k).has(name)) {
          holders.add(State.of(states.get(k).part(name)));
          shares.add(weights[k]);
        }
      }
      if (!holders.isEmpty()) {
        double[] own = shares.stream().mapToDouble(Double::doubleValue).toArray();
        result = result.with(mean(holders, own).part(name));
      }
    }
    return result;
  }

  /**
   * The sum {@code Σ w_k s_k}, part by part.
   *
   * @param states at least one, all of the same layout
   * @param weights one a state, of any sign
   * @throws IllegalArgumentException if the arguments do not fit together
   */
  public static State sum(List<State> states, double[] weights) {
    return combine(states, weights, 1);
  }

  /**
   * What a state differs in from another, times a factor, on top of a third: {@code onto + factor
   * (state − from)}, part by part, rounded once.
   *
   * @throws IllegalArgumentException if they are not of the same layout
   */
  public static State moved(State onto, double factor, State state, State from) {
    requireSameLayout(onto, state);
    requireSameLayout(onto, from);
    List<Part> parts = new ArrayList<>();
    for (Part part : onto.parts()) {
      float[] base = part.values();
      float[] end = state.part(part.name()).values();
      float[] begin = from.part(part.name()).values();
      float[] result = new float[base.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) (base[i] + factor * ((double) end[i] - begin[i]));
      }
      parts.add(part.with(result));
    }
    return State.of(parts);
  }

  /**
   * The Euclidean distance over all parts together.
   *
   * @throws IllegalArgumentException if the states are not of the same layout
   */
  public static double distance(State one, State other) {
    requireSameLayout(one, other);
    double sum = 0;
    for (Part part : one.parts()) {
      float[] left = part.values();
      float[] right = other.part(part.name()).values();
      for (int i = 0; i < left.length; i++) {
        double difference = (double) left[i] - right[i];
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum);
  }

  private static State combine(List<State> states, double[] weights, double divisor) {
    if (states.isEmpty() || states.size() != weights.length) {
      throw new IllegalArgumentException(
          states.size() + " states with " + weights.length + " weights");
    }
    State first = states.get(0);
    states.forEach(state -> requireSameLayout(first, state));
    List<Part> parts = new ArrayList<>();
    for (Part part : first.parts()) {
      double[] sum = new double[part.values().length];
      for (int k = 0; k < weights.length; k++) {
        float[] values = states.get(k).part(part.name()).values();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += weights[k] * values[i];
        }
      }
      float[] result = new float[sum.length];
      for (int i = 0; i < sum.length; i++) {
        result[i] = (float) (sum[i] / divisor);
      }
      parts.add(part.with(result));
    }
    return State.of(parts);
  }

  /** Where the first value stands that is NaN or infinite, as {@code common layer.0.query.A[5]}. */
  public static Optional<String> firstNonFinite(State state) {
    for (Part part : state.parts()) {
      float[] values = part.values();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          return Optional.of(part.name() + " " + place(part.layout(), i) + " is " + values[i]);
        }
      }
    }
    return Optional.empty();
  }

  private static String place(Layout layout, int index) {
    for (Entry entry : layout.entries()) {
      if (index < entry.offset() + entry.size()) {
        return entry.name() + "[" + (index - entry.offset()) + "]";
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** What first differs between two states' parts and layouts; empty if nothing does. */
  public static Optional<String> layoutDifference(State expected, State found) {
    if (!expected.names().equals(found.names())) {
      return Optional.of("parts " + found.names() + " where " + expected.names() + " belong");
    }
    for (Part part : expected.parts()) {
      List<Entry> want = part.layout().entries();
      List<Entry> have = found.part(part.name()).layout().entries();
      for (int i = 0; i < Math.max(want.size(), have.size()); i++) {
        String left = i < want.size() ? describe(want.get(i)) : "nothing";
        String right = i < have.size() ? describe(have.get(i)) : "nothing";
        if (!left.equals(right)) {
          return Optional.of(
              "part " + part.name() + " has " + right + " where " + left + " belongs");
        }
      }
    }
    return Optional.empty();
  }

  private static String describe(Entry entry) {
    return entry.name() + entry.shape();
  }

  /**
   * Insists on the same parts, names and shapes.
   *
   * @throws IllegalArgumentException that says what differs
   */
  public static void requireSameLayout(State expected, State found) {
    layoutDifference(expected, found)
        .ifPresent(
            difference -> {
              throw new IllegalArgumentException("states do not match: " + difference);
            });
  }
}
