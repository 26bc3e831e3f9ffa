package io.fedlora.cli;

import io.fedlora.journal.Ledger;
import io.fedlora.report.ClientTally;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Progress as one line a round, for files and pipes. */
final class ProgressLines implements Progress {
  private final PrintWriter out;
  private final Pulse pulse;
  private Ledger.@Nullable Counts before;

  ProgressLines(PrintWriter out, Pulse pulse) {
    this.out = out;
    this.pulse = pulse;
  }

  @Override
  public void follow(ClientTally tally) {
    pulse.follow(tally);
  }

  @Override
  public void roundOpened(int round, int asked, long time) {
    pulse.opened(round, asked, time);
  }

  @Override
  public void roundDone(RoundRecord done) {
    pulse.closed(done);
    out.println(String.join("  ", pulse.words(done)) + "  " + outcomes(done.counts()));
    out.flush();
    before = done.counts();
  }

  /** Its line was printed when the round was held first. */
  @Override
  public void roundRepeated(RoundRecord done) {
    pulse.repeated(done);
    before = done.counts();
  }

  private String outcomes(Ledger.Counts now) {
    Ledger.Counts then = before;
    if (then == null) {
      then = new Ledger.Counts(0, 0, 0, 0, 0, 0, 0, 0);
    }
    StringBuilder text = new StringBuilder("merged " + (now.merged() - then.merged()));
    add(text, "late", now.late() - then.late());
    add(text, "lost", now.lost() - then.lost());
    add(text, "rejected", now.rejected() - then.rejected());
    add(text, "cancelled", now.cancelled() - then.cancelled());
    return text.toString();
  }

  private static void add(StringBuilder text, String what, long many) {
    if (many > 0) {
      text.append(", ").append(what).append(' ').append(many);
    }
  }
}
