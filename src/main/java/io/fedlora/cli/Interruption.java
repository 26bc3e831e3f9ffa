package io.fedlora.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a command: at once, or, while it is in a guarded section, once the command has
 * come to its own end, since native code must not be running when the JVM goes down.
 */
final class Interruption implements Interrupts {
  private static final long PATIENCE_SECONDS = 600;
  private static final long AGAIN_MILLIS = 200;

  private final Thread thread;
  private final PrintStream err;
  private final String clear;
  private final CountDownLatch over = new CountDownLatch(1);
  private Section section = Section.OPEN;
  private volatile boolean happened;

  private enum Section {
    OPEN,
    GUARDED,
    INSISTENT
  }

  /**
   * @param clear takes away the line that may stand on the terminal
   */
  Interruption(Thread thread, PrintStream err, String clear) {
    this.thread = thread;
    this.err = err;
    this.clear = clear;
  }

  /** Interrupts the calling thread when the process is told to end. */
  static Interruption ofThisThread() {
    Interruption interruption =
        new Interruption(
            Thread.currentThread(),
            System.err,
            Boolean.getBoolean("fedlora.terminal.err") ? ProgressBar.CLEAR : "");
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::end, "fedlora-interruption"));
    return interruption;
  }

  /** Returns once the process may end. */
  void end() {
    if (over.getCount() == 0) {
      return;
    }
    Section found = section(true);
    if (found == Section.OPEN) {
      err.println(clear + "fedlora: interrupted");
      return;
    }
    thread.interrupt();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!over.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() > deadline) {
          err.println("fedlora: what was under way does not come to its end");
          return;
        }
        if (section(false) == Section.INSISTENT) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the command is; whether it is told to end at the same moment. */
  private synchronized Section section(boolean ends) {
    happened |= ends;
    return section;
  }

  @Override
  public boolean getAsBoolean() {
    return happened;
  }

  @Override
  public Guard guarded() {
    return enter(Section.GUARDED);
  }

  @Override
  public Guard insistent() {
    return enter(Section.INSISTENT);
  }

  private synchronized Guard enter(Section entered) {
    if (happened) {
      throw new InterruptedRunException("interrupted");
    }
    Section before = section;
    section = entered;
    return () -> leave(before);
  }

  private synchronized void leave(Section to) {
    section = to;
  }

  /** The command has come to its end. */
  void over() {
    over.countDown();
  }
}
