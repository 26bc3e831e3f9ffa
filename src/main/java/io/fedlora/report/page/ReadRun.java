package io.fedlora.report.page;

import io.fedlora.report.reading.Ending;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Scores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a comparison keeps of a run that it has read.
 *
 * @param folder as it was given
 * @param scenario values by key
 * @param fingerprint of the adapters; empty if the run has not ended
 * @param stage how far a run has come that has not ended; empty if it has
 * @param figures for the table
 * @param clients scores at the end by client; empty if the run has not ended
 * @param data for the page
 */
record ReadRun(
    Path folder,
    SortedMap<String, String> scenario,
    String fingerprint,
    String stage,
    RunFigures figures,
    List<Double> clients,
    Map<String, Object> data) {
  static ReadRun of(Path folder, RunReading run) {
    return new ReadRun(
        folder,
        run.scenario(),
        run.ending().map(Ending::fingerprint).orElse(""),
        stage(run),
        RunFigures.of(run),
        run.ending().map(Ending::metric).orElse(List.of()),
        ComparedRun.data(run));
  }

  /** Empty for a run that has ended, else as {@code round 35 of 150}. */
  static String stage(RunReading run) {
    if (run.ending().isPresent()) {
      return "";
    }
    return run.scores()
        .lastScored()
        .map(Scores.Round::round)
        .map(round -> "round " + round + " of " + run.scenario().getOrDefault("rounds", "?"))
        .orElse("no round scored");
  }

  SeededRun seeded() {
    return new SeededRun(seed(), !fingerprint.isEmpty(), fingerprint, figures, clients);
  }

  String seed() {
    return scenario.getOrDefault("seed", "");
  }
}
