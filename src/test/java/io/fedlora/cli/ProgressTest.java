package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.device.Score;
import io.fedlora.device.Slots;
import io.fedlora.journal.Event;
import io.fedlora.journal.Ledger;
import io.fedlora.report.ClientTally;
import io.fedlora.run.RunWatcher.RoundRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private static RoundRecord done(int round, long seconds, Ledger.Counts counts) {
    List<Score> scores = List.of(new Score(0.5, 1), new Score(1, 1));
    Slots.Use use = new Slots.Use(1, 1, 0);
    return new RoundRecord(round, seconds * SECOND, "all", new TreeMap<>(), scores, counts, use);
  }

  @Test
  void linesTellWhatARoundAdded() {
    StringWriter text = new StringWriter();
    ClientTally tally = new ClientTally();
    ProgressLines lines =
        new ProgressLines(new PrintWriter(text), new Pulse("p", 2, 4, "accuracy"));
    lines.follow(tally);
    lines.roundOpened(1, 4, 0);
    tally.append(new Event.ClientAway(2, "window"));
    // The next round opens while this one is still being scored.
    lines.roundOpened(2, 4, 61 * SECOND);
    lines.roundDone(done(1, 61, new Ledger.Counts(4, 2, 0, 0, 2, 0, 0, 0)));
    tally.append(new Event.ClientBack(2));
    lines.roundDone(done(2, 70, new Ledger.Counts(8, 5, 0, 1, 2, 0, 0, 0)));
    List<String> printed = text.toString().lines().toList();
    assertThat(printed).hasSize(2);
    assertThat(printed.get(0))
        .startsWith("round 1/2  1m 01s virtual  accuracy 0.750  3/4 alive  ")
        .endsWith(" left  merged 2, lost 2");
    assertThat(printed.get(1))
        .isEqualTo("round 2/2  1m 10s virtual  accuracy 0.750  4/4 alive  merged 3, late 1");
  }

  @Test
  void theBarIsFollowedByTheWordsThatFitTheMostImportantFirst() throws InterruptedException {
    assertThat(drawn(100))
        .matches(
            "━{8}─{8}  round 1/2  .* gone, .* left  accuracy 0.750  1m 01s virtual  4/4 alive");
    assertThat(drawn(80))
        .matches("━{7}─{6}  round 1/2  .* gone, .* left  accuracy 0.750.*")
        .hasSizeLessThan(80);
    assertThat(drawn(40)).matches("━{3}─{3}  round 1/2  .* left").hasSizeLessThan(40);
  }

  @Test
  void beforeTheFirstRoundTheModelIsLoaded() {
    Pulse pulse = new Pulse("p", 2, 4, "accuracy");
    assertThat(pulse.words()).startsWith("loading the model").hasSize(2);
    assertThat(pulse.share()).isZero();
  }

  @Test
  void aRoundThatOpensSaysThatTheOneBeforeIsDone() {
    Pulse pulse = new Pulse("p", 4, 4, "accuracy");
    pulse.opened(1, 4, 0);
    pulse.opened(2, 4, SECOND);
    assertThat(pulse.share()).isEqualTo(0.25);
  }

  private static String drawn(int width) throws InterruptedException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Shell shell = new Shell(out, out, width, width, false, () -> false);
    try (ProgressBar bar = new ProgressBar(shell, new Pulse("p", 2, 4, "accuracy"))) {
      bar.roundOpened(1, 4, 0);
      bar.roundDone(done(1, 61, new Ledger.Counts(4, 2, 0, 0, 2, 0, 0, 0)));
      while (text.toString().isEmpty()) {
        Thread.sleep(10);
      }
    }
    assertThat(text.toString()).endsWith("\r\u001b[K");
    return text.toString().split("\r\u001b\\[K")[1];
  }
}
