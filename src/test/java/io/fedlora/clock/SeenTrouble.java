package io.fedlora.clock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A watcher that remembers what it was told. */
final class SeenTrouble implements VirtualClock.Watcher {
  final List<Throwable> failures = new CopyOnWriteArrayList<>();
  final List<Long> stalls = new CopyOnWriteArrayList<>();
  private final CountDownLatch stalled = new CountDownLatch(1);
  private final CountDownLatch failed = new CountDownLatch(1);

  @Override
  public void failed(Throwable error) {
    failures.add(error);
    failed.countDown();
  }

  @Override
  public void stalled(long now) {
    stalls.add(now);
    stalled.countDown();
  }

  @Override
  public void stuck(String what, long seconds) {}

  /** Waits until nothing is pending; false after ten real seconds. */
  boolean awaitStall() throws InterruptedException {
    return stalled.await(10, TimeUnit.SECONDS);
  }

  boolean awaitFailure() throws InterruptedException {
    return failed.await(10, TimeUnit.SECONDS);
  }
}
