package io.fedlora.clock;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The time of a run in whole nanoseconds since its start, and the one way to have something happen
 * later. Whatever it runs, it runs as a turn of its own, never two at once.
 */
public interface Clock {
  /** Nanoseconds since the run began. */
  long now();

  /**
   * Runs something at an instant; what was asked for first comes first among equals.
   *
   * @param at an instant, now at the earliest
   * @return takes it back
   */
  Ticket at(long at, Runnable turn);

  /**
   * Reserves a turn for the result of a computation that runs outside the clock. Time does not pass
   * the instant until the result is in, so the order of turns never depends on how fast a thread
   * was.
   *
   * @param at the instant at which the result is due
   * @param what the computation's name, for the message if it is stuck
   * @param turn gets the result, or null and the error
   */
  <T> Hold<T> hold(long at, String what, BiConsumer<@Nullable T, @Nullable Throwable> turn);

  /** A turn that has been asked for and can be taken back. */
  interface Ticket {
    /** Takes it back; of no effect once it has run. */
    void cancel();
  }

  /**
   * A reserved turn that waits for its result.
   *
   * @param <T> of the result
   */
  interface Hold<T> extends Ticket {
    /** Hands the result in, from any thread; only the first of all hand-ins counts. */
    void complete(T result);

    /** Hands an error in, from any thread. */
    void fail(Throwable error);

    /** Whether it was taken back: nobody will see the result. */
    boolean isCancelled();
  }
}
