package io.fedlora.clock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A clock that a test drives by hand, on its own thread: nothing happens until it is told to go on.
 * A hold whose result is not in is passed over until it is.
 */
public final class HandClock implements Clock {
  private final List<Timer> timers = new ArrayList<>();
  private final Deque<Runnable> turns = new ArrayDeque<>();
  private long now;

  private final class Timer implements Hold<Object> {
    private final long at;
    private final BiConsumer<@Nullable Object, @Nullable Throwable> turn;
    private boolean ready;
    private boolean cancelled;
    private @Nullable Object result;
    private @Nullable Throwable error;

    Timer(long at, boolean ready, BiConsumer<@Nullable Object, @Nullable Throwable> turn) {
      this.at = Math.max(at, now);
      this.ready = ready;
      this.turn = turn;
    }

    @Override
    public void complete(Object value) {
      if (!ready) {
        result = value;
        ready = true;
      }
    }

    @Override
    public void fail(Throwable cause) {
      if (!ready) {
        error = cause;
        ready = true;
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void cancel() {
      cancelled = true;
      timers.remove(this);
    }
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public Ticket at(long at, Runnable turn) {
    Timer timer = new Timer(at, true, (result, error) -> turn.run());
    timers.add(timer);
    return timer;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Hold<T> hold(long at, String what, BiConsumer<@Nullable T, @Nullable Throwable> turn) {
    Timer timer = new Timer(at, false, (result, error) -> turn.accept((T) result, error));
    timers.add(timer);
    return (Hold<T>) timer;
  }

  /** Something to do before the next timer. */
  public void turn(Runnable turn) {
    turns.add(turn);
  }

  /** Takes all turns due up to an instant, and leaves the clock there. */
  public void advanceTo(long instant) {
    takeTurns();
    while (true) {
      Timer next = null;
      for (Timer timer : timers) {
        if (timer.ready && timer.at <= instant && (next == null || timer.at < next.at)) {
          next = timer;
        }
      }
      if (next == null) {
        break;
      }
      timers.remove(next);
      now = Math.max(now, next.at);
      next.turn.accept(next.result, next.error);
      takeTurns();
    }
    now = Math.max(now, instant);
  }

  private void takeTurns() {
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
  }

  /** How much is still pending. */
  public int pending() {
    return timers.size();
  }
}
