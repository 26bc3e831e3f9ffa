package io.fedlora.run;

import io.fedlora.device.Score;
import io.fedlora.run.RunWatcher.RoundRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells of rounds in the order in which they closed. A round that is scored is known later than one
 * that is not, and several can close at one instant.
 */
final class RoundReports {
  private final Consumer<RoundRecord> told;
  private final Deque<Report> waiting = new ArrayDeque<>();
  private List<Score> last = List.of();

  private static final class Report {
    private final Function<List<Score>, RoundRecord> record;
    private @Nullable List<Score> scores;

    Report(Function<List<Score>, RoundRecord> record) {
      this.record = record;
    }
  }

  /**
   * @param told is told of each round once
   */
  RoundReports(Consumer<RoundRecord> told) {
    this.told = told;
  }

  /** A round has closed that is not scored. */
  void closed(Function<List<Score>, RoundRecord> record) {
    toBeScored(record).accept(List.of());
  }

  /**
   * A round has closed that will be scored.
   *
   * @return takes its scores, by client
   */
  Consumer<List<Score>> toBeScored(Function<List<Score>, RoundRecord> record) {
    Report report = new Report(record);
    waiting.add(report);
    return scores -> {
      report.scores = scores;
      tell();
    };
  }

  /** The scores of the last round told of that was scored, by client; empty if none was. */
  List<Score> lastScores() {
    return last;
  }

  private void tell() {
    for (Report next = waiting.peek(); next != null; next = waiting.peek()) {
      List<Score> scores = next.scores;
      if (scores == null) {
        return;
      }
      waiting.remove();
      last = scores.isEmpty() ? last : scores;
      told.accept(next.record.apply(scores));
    }
  }
}
