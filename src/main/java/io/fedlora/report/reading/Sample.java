package io.fedlora.report.reading;

import java.util.ArrayList;
import java.util.List;

/** A choice of some from many, the same every time: evenly spaced, first and last included. */
public final class Sample {
  private Sample() {}

  /** All of them if they are no more than {@code most}, which is at least 2. */
  public static <T> List<T> evenly(List<T> all, int most) {
    if (all.size() <= most) {
      return List.copyOf(all);
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
    }
    return some;
  }
}
