package io.fedlora.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The centre of updates, taken anew from their wire records, and how two states compare. */
final class CommonState {
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-7;

  /** What a request's update comes to, with its share. */
  record Share(long request, List<Values> parts, double weight) {}

  /** Makes one value of the same value of all updates and their weights. */
  @FunctionalInterface
  interface Centre {
    double of(float[] column, double[] weights);
  }

  private CommonState() {}

  /**
   * The centre, in float64, rounded to float32 at the end.
   *
   * @throws FrameException if the updates do not have the same parts
   */
  static List<Values> centre(List<Share> shares, Centre centre) throws FrameException {
    double[] weights = shares.stream().mapToDouble(Share::weight).toArray();
    float[] column = new float[weights.length];
    List<Values> result = new ArrayList<>();
    List<Values> first = shares.get(0).parts();
    for (int part = 0; part < first.size(); part++) {
      List<float[]> rows = new ArrayList<>();
      for (Share share : shares) {
        List<Values> parts = share.parts();
        if (parts.size() != first.size() || differ(parts.get(part), first.get(part))) {
          throw new FrameException(
              "the updates of requests %d and %d do not have the same parts"
                  .formatted(shares.get(0).request(), share.request()));
        }
        rows.add(parts.get(part).values());
      }
      float[] rounded = new float[rows.get(0).length];
      for (int i = 0; i < rounded.length; i++) {
        for (int k = 0; k < column.length; k++) {
          column[k] = rows.get(k)[i];
        }
        rounded[i] = (float) centre.of(column, weights);
      }
      result.add(first.get(part).with(rounded));
    }
    return result;
  }

  /** The weighted mean, summed in the order given. */
  static double mean(float[] column, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < column.length; i++) {
      sum += weights[i] * column[i];
      total += weights[i];
    }
    return sum / total;
  }

  /** The middle value, or half of the sum of the two in the middle. */
  static double median(float[] column, double[] weights) {
    float[] sorted = column.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return ((double) sorted[last / 2] + sorted[last - last / 2]) / 2;
  }

  /** The weighted mean of the values in ascending order without those at the ends. */
  static Centre trimmed(double share) {
    return (column, weights) -> {
      Integer[] order = new Integer[column.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Float.compare(column[a], column[b]));
      int out = Math.min((int) Math.floor(share * order.length + 1e-9), (order.length - 1) / 2);
      double sum = 0;
      double total = 0;
      for (int i = out; i < order.length - out; i++) {
        sum += weights[order[i]] * column[order[i]];
        total += weights[order[i]];
      }
      return sum / total;
    };
  }

  static boolean differ(Values one, Values other) {
    return !one.part().equals(other.part()) || one.values().length != other.values().length;
  }

  /** Where a state is not the one expected; empty if it is, up to rounding. */
  static String difference(List<Values> expected, List<Values> found) {
    List<String> want = expected.stream().map(Values::part).sorted().toList();
    List<String> have = found.stream().map(Values::part).sorted().toList();
    if (!want.equals(have)) {
      return "has parts " + have + " where the updates have " + want;
    }
    for (Values part : found) {
      for (Values other : expected) {
        if (other.part().equals(part.part())) {
          String difference = difference(other, part, i -> 0);
          if (!difference.isEmpty()) {
            return difference;
          }
        }
      }
    }
    return "";
  }

  /**
   * Where a part is not the one expected; empty if it is, up to rounding.
   *
   * @param allowance what is allowed for value i besides
   */
  static String difference(Values expected, Values found, IntToDoubleFunction allowance) {
    float[] want = expected.values();
    float[] have = found.values();
    if (want.length != have.length) {
      return "has %d values in part %s, the updates have %d"
          .formatted(have.length, found.part(), want.length);
    }
    for (int i = 0; i < want.length; i++) {
      double distance = Math.abs((double) want[i] - have[i]);
      if (!(distance <= RELATIVE * Math.abs(want[i]) + ABSOLUTE + allowance.applyAsDouble(i))) {
        return "has %s as value %d of part %s, the merge of the updates gives %s"
            .formatted(have[i], i, found.part(), want[i]);
      }
    }
    return "";
  }
}
