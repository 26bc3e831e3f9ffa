package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.device.Score;
import io.fedlora.device.Slots;
import io.fedlora.journal.Ledger;
import io.fedlora.run.RunWatcher.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RoundReportsTest {
  private final List<Integer> told = new ArrayList<>();
  private final RoundReports reports = new RoundReports(record -> told.add(record.round()));

  private static Function<List<Score>, RoundRecord> round(int number) {
    Ledger.Counts counts = new Ledger.Counts(0, 0, 0, 0, 0, 0, 0, 0);
    Slots.Use use = new Slots.Use(1, 1, 0);
    return scores -> new RoundRecord(number, 0, "all", new TreeMap<>(), scores, counts, use);
  }

  @Test
  void aRoundWaitsForThoseThatClosedBefore() {
    Consumer<List<Score>> second = reports.toBeScored(round(2));
    reports.closed(round(3));
    Consumer<List<Score>> fourth = reports.toBeScored(round(4));
    List<Score> late = List.of(new Score(0.5, 1));
    fourth.accept(late);
    assertThat(told).isEmpty();
    assertThat(reports.lastScores()).isEmpty();
    second.accept(List.of(new Score(0.25, 2)));
    assertThat(told).containsExactly(2, 3, 4);
    assertThat(reports.lastScores()).isEqualTo(late);
  }
}
