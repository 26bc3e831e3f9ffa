package io.fedlora.report.page;

import io.fedlora.report.reading.Ending;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a comparison shows of one of its runs, as values of JSON. */
final class ComparedRun {
  private static final int MOST_CLIENTS = 2_000;
  private static final int MOST_ROUNDS = 400;

  private ComparedRun() {}

  static Map<String, Object> data(RunReading run) {
    Tick tick = Tick.of(run.story().now());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("seed", run.scenario().getOrDefault("seed", ""));
    data.put("stage", ReadRun.stage(run));
    data.put("tick", tick.seconds());
    data.put("end", run.story().now() / 1e9);
    data.put("rounds", thinned(QualityData.rounds(run, tick)));
    data.put("final", finals(run));
    data.put("outcomes", totals(CostData.outcomes(run)));
    data.put("participation", CostData.participation(run));
    data.put("staleness", CostData.staleness(run));
    data.put("flows", CostData.flows(run, tick));
    data.put("clients", run.story().clients().size());
    data.put("activity", activity(run, tick));
    data.put("ranks", ranks(run));
    return data;
  }

  /**
   * The scores that the run ended with, or those of the last round that was scored if it has not.
   * Of many clients they are in order, evenly thinned out; extremes stay.
   */
  private static List<Double> finals(RunReading run) {
    List<Double> all =
        run.ending()
            .map(Ending::metric)
            .or(() -> run.scores().lastScored().map(run.scores()::of))
            .orElse(List.of());
    if (all.size() <= MOST_CLIENTS) {
      return Digits.of(all);
    }
    return Digits.of(Sample.evenly(all.stream().sorted().toList(), MOST_CLIENTS));
  }

  private static Map<String, Object> thinned(Map<String, Object> columns) {
    Map<String, Object> thin = new LinkedHashMap<>();
    columns.forEach((name, column) -> thin.put(name, Sample.evenly((List<?>) column, MOST_ROUNDS)));
    return thin;
  }

  /** How many clients reached which rank, as pairs. */
  private static List<List<Long>> ranks(RunReading run) {
    return CostData.counts(
        run.ending().map(Ending::ranks).orElse(List.of()).stream()
            .map(Integer::longValue)
            .toList());
  }

  /** Mean number of clients in each state, over the whole run. */
  private static Map<String, Object> activity(RunReading run, Tick tick) {
    Map<String, Object> means = new LinkedHashMap<>();
    TimelineData.activity(run, tick)
        .forEach(
            (state, spans) -> {
              if (spans instanceof List<?> list) {
                double sum = 0;
                for (Object one : list) {
                  sum += (Double) one;
                }
                means.put(state, Digits.of(sum / list.size()));
              }
            });
    return means;
  }

  private static List<Long> totals(List<List<Long>> rounds) {
    long[] sums = new long[7];
    for (List<Long> round : rounds) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += round.get(i + 1);
      }
    }
    List<Long> totals = new ArrayList<>();
    for (long sum : sums) {
      totals.add(sum);
    }
    return totals;
  }
}
