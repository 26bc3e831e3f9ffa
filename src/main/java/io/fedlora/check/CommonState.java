package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;

/** The weighted mean of updates, taken anew from their wire records. */
final class CommonState {
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-7;

  /** An update with its share. */
  record Share(Frame frame, double weight) {}

  private CommonState() {}

  /**
   * The mean, in float64 in the order given, rounded to float32 at the end.
   *
   * @throws FrameException if the updates do not have the same parts
   */
  static List<Values> mean(List<Share> shares) throws FrameException {
    double total = 0;
    for (Share share : shares) {
      total += share.weight();
    }
    List<Values> mean = new ArrayList<>();
    List<Values> first = shares.get(0).frame().parts();
    for (int part = 0; part < first.size(); part++) {
      double[] sum = new double[first.get(part).values().length];
      for (Share share : shares) {
        List<Values> parts = share.frame().parts();
        if (parts.size() != first.size() || differ(parts.get(part), first.get(part))) {
          throw new FrameException(
              "the updates of requests %d and %d do not have the same parts"
                  .formatted(shares.get(0).frame().request(), share.frame().request()));
        }
        float[] values = parts.get(part).values();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += share.weight() * values[i];
        }
      }
      float[] rounded = new float[sum.length];
      for (int i = 0; i < sum.length; i++) {
        rounded[i] = (float) (sum[i] / total);
      }
      mean.add(new Values(first.get(part).part(), rounded));
    }
    return mean;
  }

  private static boolean differ(Values one, Values other) {
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
          String difference = difference(other, part);
          if (!difference.isEmpty()) {
            return difference;
          }
        }
      }
    }
    return "";
  }

  private static String difference(Values expected, Values found) {
    float[] want = expected.values();
    float[] have = found.values();
    if (want.length != have.length) {
      return "has %d values in part %s, the updates have %d"
          .formatted(have.length, found.part(), want.length);
    }
    for (int i = 0; i < want.length; i++) {
      double distance = Math.abs((double) want[i] - have[i]);
      if (!(distance <= RELATIVE * Math.abs(want[i]) + ABSOLUTE)) {
        return "has %s as value %d of part %s, the mean of the updates is %s"
            .formatted(have[i], i, found.part(), want[i]);
      }
    }
    return "";
  }
}
