package io.fedlora.cli;

import io.fedlora.report.ClientTally;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Progress as one line of a terminal, drawn again and again. */
final class ProgressBar implements Progress {
  private static final int BAR = 20;
  private static final long REDRAW_MILLIS = 250;
  private static final String CLEAR = "\r\u001b[K";

  private final Shell shell;
  private final Pulse pulse;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "fedlora-progress");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  ProgressBar(Shell shell, Pulse pulse) {
    this.shell = shell;
    this.pulse = pulse;
    ticker.scheduleWithFixedDelay(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void follow(ClientTally tally) {
    pulse.follow(tally);
  }

  @Override
  public synchronized void roundOpened(int round, int asked, long time) {
    pulse.opened(round, asked, time);
  }

  @Override
  public synchronized void roundDone(RoundRecord done) {
    pulse.closed(done);
  }

  private synchronized void draw() {
    if (!closed) {
      shell.err().print(CLEAR + line());
      shell.err().flush();
    }
  }

  /** The line, without what does not fit. */
  private String line() {
    int filled = (int) Math.round(pulse.share() * BAR);
    int left = shell.errWidth() - 1;
    StringBuilder text = new StringBuilder();
    if (left > 2 * BAR) {
      Paint paint = shell.errPaint();
      text.append(paint.green("━".repeat(filled))).append(paint.faint("─".repeat(BAR - filled)));
      left -= BAR;
    }
    for (String word : pulse.words()) {
      String next = (text.length() == 0 ? "" : "  ") + word;
      if (next.length() > left) {
        break;
      }
      text.append(next);
      left -= next.length();
    }
    return text.toString();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      ticker.shutdownNow();
      shell.err().print(CLEAR);
      shell.err().flush();
    }
  }
}
