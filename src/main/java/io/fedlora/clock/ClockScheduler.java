package io.fedlora.clock;

import akka.actor.AbstractScheduler;
import akka.actor.Cancellable;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import java.io.Closeable;
import java.util.concurrent.ThreadFactory;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Akka's scheduler on the clock: its timers are the clock's. */
public final class ClockScheduler extends AbstractScheduler implements Closeable {
  private final VirtualClock clock;

  /** Called by Akka. */
  public ClockScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
    this.clock = Clocks.of(config);
  }

  @Override
  public Cancellable schedule(
      FiniteDuration initialDelay,
      FiniteDuration interval,
      Runnable runnable,
      ExecutionContext executor) {
    Repeating repeating = new Repeating(clock, interval.toNanos(), runnable, executor);
    repeating.scheduleAt(clock.now() + initialDelay.toNanos());
    return repeating;
  }

  @Override
  public Cancellable scheduleOnce(
      FiniteDuration delay, Runnable runnable, ExecutionContext executor) {
    Once once = new Once(runnable, executor);
    once.ticket = clock.at(clock.now() + delay.toNanos(), once);
    return once;
  }

  @Override
  public double maxFrequency() {
    return 1e9;
  }

  @Override
  public void close() {
    // The clock outlives the actor system and is closed by whoever made it.
  }

  private static final class Once implements Cancellable, Runnable {
    private final Runnable runnable;
    private final ExecutionContext executor;
    private Clock.@org.jspecify.annotations.Nullable Ticket ticket;
    private boolean done;

    Once(Runnable runnable, ExecutionContext executor) {
      this.runnable = runnable;
      this.executor = executor;
    }

    @Override
    public void run() {
      synchronized (this) {
        if (done) {
          return;
        }
        done = true;
      }
      executor.execute(runnable);
    }

    @Override
    public synchronized boolean cancel() {
      if (done) {
        return false;
      }
      done = true;
      if (ticket != null) {
        ticket.cancel();
      }
      return true;
    }

    @Override
    public synchronized boolean isCancelled() {
      return done;
    }
  }

  private static final class Repeating implements Cancellable {
    private final VirtualClock clock;
    private final long interval;
    private final Runnable runnable;
    private final ExecutionContext executor;
    private Clock.@org.jspecify.annotations.Nullable Ticket next;
    private boolean cancelled;

    Repeating(VirtualClock clock, long interval, Runnable runnable, ExecutionContext executor) {
      this.clock = clock;
      this.interval = interval;
      this.runnable = runnable;
      this.executor = executor;
    }

    synchronized void scheduleAt(long at) {
      if (!cancelled) {
        next = clock.at(at, () -> fire(at));
      }
    }

    private void fire(long at) {
      if (!isCancelled()) {
        executor.execute(runnable);
        scheduleAt(at + interval);
      }
    }

    @Override
    public synchronized boolean cancel() {
      boolean first = !cancelled;
      cancelled = true;
      if (next != null) {
        next.cancel();
      }
      return first;
    }

    @Override
    public synchronized boolean isCancelled() {
      return cancelled;
    }
  }
}
