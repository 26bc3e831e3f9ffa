package io.fedlora.clock;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The timers of a clock in order of (time, serial). Safe for several threads. */
final class TimerHeap {
  private final PriorityQueue<Timer> heap = new PriorityQueue<>();
  private long serial;

  synchronized void add(Timer timer) {
    timer.serial = serial++;
    heap.add(timer);
  }

  /** Puts a timer that has been out back in, at another time but behind its equals. */
  synchronized void addLate(Timer timer, long time) {
    timer.time = time;
    timer.serial = serial++;
    heap.add(timer);
  }

  /** The next timer that has not been cancelled, or null. */
  synchronized @Nullable Timer peek() {
    Timer next = heap.peek();
    while (next != null && next.isCancelled()) {
      heap.poll();
      next = heap.peek();
    }
    return next;
  }

  /** Takes out the timer that peek gave. */
  synchronized void remove(Timer timer) {
    Timer taken = heap.poll();
    if (taken != timer) {
      throw new IllegalStateException("the timer taken out is not the one looked at");
    }
  }

  synchronized int size() {
    return heap.size();
  }

  /** Something due at an instant. */
  abstract static class Timer implements Comparable<Timer>, Clock.Ticket {
    private long time;
    private long serial;
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

    @Override
    public final int compareTo(Timer other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(serial, other.serial);
    }
  }
}
