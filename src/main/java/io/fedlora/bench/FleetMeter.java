package io.fedlora.bench;

import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import java.util.function.LongSupplier;

/**
 * Counts the events of a run and how many clients are at work at a time, and looks once, in the
 * middle of the run, at the heap. All in turns of the clock.
 */
final class FleetMeter implements Journal {
  private final LongSupplier now;
  private final int middle;
  private long events;
  private int working;
  private long since;
  private double workNanos;
  private long busyHeap;
  private int workingThen;
  private long lookedFor;

  /**
   * A meter of a run that begins.
   *
   * @param now the clock
   * @param middle the round with whose close the heap is looked at
   */
  FleetMeter(LongSupplier now, int middle) {
    this.now = now;
    this.middle = middle;
  }

  @Override
  public void append(Event event) {
    events++;
    if (event instanceof Event.WorkStarted) {
      working(1);
    } else if (event instanceof Event.WorkFinished
        || event instanceof Event.WorkAbandoned
        || event instanceof Event.WorkFailed) {
      working(-1);
    } else if (event instanceof Event.RoundClosed closed && closed.round() == middle) {
      look();
    }
  }

  private void working(int more) {
    long time = now.getAsLong();
    workNanos += (double) working * (time - since);
    since = time;
    working += more;
  }

  private void look() {
    long begun = System.nanoTime();
    busyHeap = ControlPlaneBench.usedHeap();
    workingThen = working;
    lookedFor = System.nanoTime() - begun;
  }

  long events() {
    return events;
  }

  /** How many clients were at work at a time, on average over virtual time. */
  double atWork() {
    return workNanos / now.getAsLong();
  }

  /** Bytes in use in the middle of the run. */
  long busyHeap() {
    return busyHeap;
  }

  /** How many clients were at work when the heap was looked at. */
  int workingThen() {
    return workingThen;
  }

  /** Real time that the look at the heap took, in nanoseconds. */
  long lookedFor() {
    return lookedFor;
  }
}
