package io.fedlora.report.live;

import io.fedlora.report.page.Report;
import io.fedlora.report.reading.RunReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a run folder from a thread of its own and keeps the newest data of its page. Each edition
 * takes some time to make; the pause before the next is several times as long, so that watching
 * takes little from the run.
 */
public final class FolderNews implements AutoCloseable {
  private static final long LEAST_PAUSE_MILLIS = 500;
  private static final int PAUSES = 9;
  private static final long WAIT_SECONDS = 5;

  /**
   * What there is to tell.
   *
   * @param edition its number, rising
   * @param data as JSON on one line; empty before the run has begun
   * @param over whether this is all there will be
   * @param trouble what kept it from going on; empty if nothing did
   */
  record State(long edition, String data, boolean over, String trouble) {}

  private final Path folder;
  private final Thread watcher;
  private @Nullable RunReading reading;
  private State state = new State(0, "", false, "");
  private volatile boolean closing;

  /**
   * Begins to watch.
   *
   * @param folder need not be there yet
   */
  public FolderNews(Path folder) {
    this.folder = folder;
    this.watcher = new Thread(this::watch, "fedlora-live-news");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void watch() {
    try {
      while (!closing) {
        long begun = System.nanoTime();
        look();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        pause(Math.max(LEAST_PAUSE_MILLIS, PAUSES * took));
      }
      look();
      stop("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop("");
    } catch (RuntimeException e) {
      stop(String.valueOf(e.getMessage()));
    } catch (Error e) {
      // Such as memory that does not suffice: who waits for news is not to wait for ever.
      stop(e.toString());
      throw e;
    }
  }

  private synchronized void pause(long millis) throws InterruptedException {
    if (!closing) {
      wait(millis);
    }
  }

  private void look() {
    RunReading run = reading;
    if (run == null) {
      if (Files.exists(folder.resolve("events.jsonl"))) {
        reading = RunReading.of(folder);
        publish(Report.data(reading));
      }
    } else if (run.readOn()) {
      publish(Report.data(run));
    }
  }

  private synchronized void publish(String data) {
    state = new State(state.edition() + 1, data, false, "");
    notifyAll();
  }

  /** Tells what there is as the last, unless that has been done. */
  private synchronized void stop(String trouble) {
    if (!state.over()) {
      state = new State(state.edition() + 1, state.data(), true, trouble);
      notifyAll();
    }
  }

  /** The state once it is newer than an edition, or as it is after some seconds. */
  synchronized State after(long edition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (state.edition() <= edition) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return state;
  }

  /** The page as of now. */
  String page() {
    String data;
    synchronized (this) {
      data = state.data();
    }
    return Report.live(String.valueOf(folder.getFileName()), data);
  }

  /** What kept it from reading the folder to the end; empty if nothing did. */
  public synchronized String trouble() {
    return state.trouble();
  }

  /** Tells this run from others that may be served at the same place later. */
  String identity() {
    return Integer.toHexString(folder.toAbsolutePath().normalize().toString().hashCode());
  }

  /** Reads what there is once more and tells it as the last. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      watcher.join(TimeUnit.SECONDS.toMillis(60));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
