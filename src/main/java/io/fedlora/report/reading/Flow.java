package io.fedlora.report.reading;

import java.util.Arrays;

/** Amounts as they add up over time; they come in the order of time. */
public final class Flow {
  private long[] times = new long[64];
  private long[] sums = new long[64];
  private int size;

  void add(long time, long amount) {
    long sum = total() + amount;
    if (size > 0 && times[size - 1] == time) {
      sums[size - 1] = sum;
      return;
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size);
    }
    times[size] = time;
    sums[size++] = sum;
  }

  /** All of it so far. */
  public long total() {
    return size == 0 ? 0 : sums[size - 1];
  }

  /** What it came to by an instant, that instant included. */
  public long at(long time) {
    int place = Arrays.binarySearch(times, 0, size, time);
    int last = place >= 0 ? place : -place - 2;
    return last < 0 ? 0 : sums[last];
  }
}
