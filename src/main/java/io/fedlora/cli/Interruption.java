package io.fedlora.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a command cleanly: the process waits with its end until the interrupted command
 * has come to its own, since native code must not be running when the JVM goes down.
 */
final class Interruption {
  private static final long PATIENCE_MINUTES = 10;

  private final Thread thread;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean happened;

  private Interruption(Thread thread) {
    this.thread = thread;
  }

  /** Interrupts the calling thread when the process is told to end. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::end, "fedlora-interruption"));
    return interruption;
  }

  private void end() {
    if (over.getCount() == 0) {
      return;
    }
    happened = true;
    thread.interrupt();
    try {
      if (!over.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        System.err.println("fedlora: what was under way does not come to its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process has been told to end while the command was running. */
  boolean happened() {
    return happened;
  }

  /** The command has come to its end. */
  void over() {
    over.countDown();
  }
}
