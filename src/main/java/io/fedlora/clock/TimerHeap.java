package io.fedlora.clock;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a clock in order of (time, serial). Safe for several threads.
 *
 * <p>A heap whose nodes have four children, with the keys in arrays of their own: comparisons then
 * stay within a cache line or two, which is what a heap of hundreds of thousands of timers spends
 * its time on.
 */
final class TimerHeap {
  private static final int CHILDREN = 4;

  private long[] times = new long[64];
  private long[] serials = new long[64];
  private @Nullable Timer[] timers = new Timer[64];
  private int size;
  private long serial;

  synchronized void add(Timer timer) {
    insert(timer);
  }

  /** Puts a timer that has been out back in, at another time but behind its equals. */
  synchronized void addLate(Timer timer, long time) {
    timer.time = time;
    insert(timer);
  }

  private void insert(Timer timer) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      serials = Arrays.copyOf(serials, 2 * size);
      timers = Arrays.copyOf(timers, 2 * size);
    }
    long time = timer.time;
    long number = serial++;
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (!isBefore(time, number, times[parent], serials[parent])) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, time, number, timer);
  }

  /** The next timer that has not been cancelled, or null. */
  synchronized @Nullable Timer peek() {
    Timer next = size == 0 ? null : timers[0];
    while (next != null && next.isCancelled()) {
      removeFirst();
      next = size == 0 ? null : timers[0];
    }
    return next;
  }

  /**
   * Takes out the timer that peek gave.
   *
   * @return false, and nothing is taken out, if another thread has meanwhile put one in front of it
   */
  synchronized boolean remove(Timer timer) {
    if (size == 0 || timers[0] != timer) {
      return false;
    }
    removeFirst();
    return true;
  }

  private void removeFirst() {
    size--;
    long time = times[size];
    long number = serials[size];
    Timer timer = timers[size];
    timers[size] = null;
    if (size == 0 || timer == null) {
      return;
    }
    int at = 0;
    while (true) {
      int first = at * CHILDREN + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      int end = Math.min(first + CHILDREN, size);
      for (int child = first + 1; child < end; child++) {
        if (isBefore(times[child], serials[child], times[least], serials[least])) {
          least = child;
        }
      }
      if (!isBefore(times[least], serials[least], time, number)) {
        break;
      }
      move(least, at);
      at = least;
    }
    put(at, time, number, timer);
  }

  private static boolean isBefore(long time, long number, long otherTime, long otherNumber) {
    return time < otherTime || (time == otherTime && number < otherNumber);
  }

  private void move(int from, int to) {
    times[to] = times[from];
    serials[to] = serials[from];
    timers[to] = timers[from];
  }

  private void put(int at, long time, long number, Timer timer) {
    times[at] = time;
    serials[at] = number;
    timers[at] = timer;
  }

  /** Drops all timers, and begins to number them anew. */
  synchronized void clear() {
    Arrays.fill(timers, 0, size, null);
    size = 0;
    serial = 0;
  }

  /** How many timers there are that have not been cancelled. */
  synchronized int pending() {
    int pending = 0;
    for (int i = 0; i < size; i++) {
      Timer timer = timers[i];
      pending += timer == null || timer.isCancelled() ? 0 : 1;
    }
    return pending;
  }

  synchronized int size() {
    return size;
  }

  /** Something due at an instant. */
  abstract static class Timer implements Clock.Ticket {
    private long time;
    private volatile boolean cancelled;

    Timer(long time) {
      this.time = time;
    }

    final long time() {
      return time;
    }

    /** Whether it can run now. */
    boolean isReady() {
      return true;
    }

    abstract void run();

    @Override
    public void cancel() {
      cancelled = true;
    }

    public final boolean isCancelled() {
      return cancelled;
    }
  }
}
