package io.fedlora.cli;

import io.fedlora.report.ClientTally;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Progress as one line of a terminal, drawn again and again. */
final class ProgressBar implements Progress {
  private static final int LONGEST_BAR = 20;
  private static final int SHORTEST_BAR = 6;
  private static final String GAP = "  ";
  private static final long REDRAW_MILLIS = 250;

  /** Takes away what stands on the terminal's line. */
  static final String CLEAR = "\r\u001b[K";

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

  @Override
  public synchronized void roundRepeated(RoundRecord done) {
    pulse.repeated(done);
  }

  private synchronized void draw() {
    if (!closed) {
      shell.err().print(CLEAR + line());
      shell.err().flush();
    }
  }

  /** A bar, and after it the words for which there is room. */
  private String line() {
    int room = shell.errWidth() - 1;
    int bar =
        room >= 2 * LONGEST_BAR + SHORTEST_BAR ? Math.min(LONGEST_BAR, room / 6) : SHORTEST_BAR;
    StringBuilder words = new StringBuilder();
    for (String word : pulse.words()) {
      if (bar + words.length() + GAP.length() + word.length() > room) {
        break;
      }
      words.append(GAP).append(word);
    }
    int filled = (int) Math.round(pulse.share() * bar);
    Paint paint = shell.errPaint();
    return paint.green("━".repeat(filled)) + paint.faint("─".repeat(bar - filled)) + words;
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
