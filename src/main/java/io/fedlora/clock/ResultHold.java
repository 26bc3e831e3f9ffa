package io.fedlora.clock;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A timer whose turn also needs a result from another thread. */
final class ResultHold<T> extends TimerHeap.Timer implements Clock.Hold<T> {
  private final String what;
  private final BiConsumer<@Nullable T, @Nullable Throwable> turn;
  private final VirtualClock clock;
  private @Nullable T result;
  private @Nullable Throwable error;
  private volatile boolean ready;
  private boolean handedIn;

  ResultHold(
      VirtualClock clock,
      long time,
      String what,
      BiConsumer<@Nullable T, @Nullable Throwable> turn) {
    super(time);
    this.clock = clock;
    this.what = what;
    this.turn = turn;
  }

  String what() {
    return what;
  }

  @Override
  public void complete(T value) {
    handIn(value, null);
  }

  @Override
  public void fail(Throwable cause) {
    handIn(null, cause);
  }

  private void handIn(@Nullable T value, @Nullable Throwable cause) {
    synchronized (this) {
      if (handedIn) {
        return;
      }
      handedIn = true;
      result = value;
      error = cause;
      ready = true;
    }
    clock.resultIsIn(this);
  }

  @Override
  boolean isReady() {
    return ready;
  }

  @Override
  public void cancel() {
    super.cancel();
    clock.isTakenBack(this);
  }

  @Override
  void run() {
    turn.accept(result, error);
  }
}
