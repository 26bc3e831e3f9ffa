package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.List;

/** How many of something were under way on average in each of equal spans of a time. */
final class Share {
  private final double width;
  private final double[] busy;

  /**
   * @param end of the time, which begins at 0
   * @param spans into which it is divided
   */
  Share(long end, int spans) {
    this.width = Math.max(1, end) / (double) spans;
    this.busy = new double[spans];
  }

  /** One of them was under way from one instant to another. */
  void add(long from, long until) {
    int last = (int) Math.min(busy.length - 1, until / width);
    for (int span = (int) (from / width); span <= last; span++) {
      double begin = Math.max(from, span * width);
      double end = Math.min(until, (span + 1) * width);
      busy[span] += Math.max(0, end - begin);
    }
  }

  /** The means, span by span. */
  List<Double> means() {
    List<Double> means = new ArrayList<>();
    for (double time : busy) {
      means.add(Digits.of(time / width));
    }
    return means;
  }
}
