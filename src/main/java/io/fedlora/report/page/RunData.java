package io.fedlora.report.page;

import io.fedlora.file.CommandWord;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Story;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a page shows of one run, as values of JSON. */
final class RunData {
  private RunData() {}

  static Map<String, Object> of(RunReading run) {
    Story story = run.story();
    Tick tick = Tick.of(story.now());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "run");
    data.put("name", run.scenario().getOrDefault("name", ""));
    data.put("method", run.scenario().getOrDefault("method.name", ""));
    data.put("seed", run.scenario().getOrDefault("seed", ""));
    data.put("state", run.ending().isPresent() ? "completed" : "unfinished");
    data.put("planned", planned(run, "rounds"));
    data.put("plannedClients", planned(run, "clients"));
    // What an interrupted run is resumed by; the page of one that has ended is the same anywhere.
    data.put("folder", run.ending().isPresent() ? "" : CommandWord.of(run.folder()));
    data.put("wall", story.isWall());
    data.put("tick", tick.seconds());
    data.put("end", story.now() / 1e9);
    data.put("unmerged", Unmerged.of(run));
    data.put("question", Question.of(run));
    data.put("metric", metric(run));
    data.put("clients", ClientsData.of(run));
    data.put("groups", ClientsData.groupTable(run));
    data.put("labels", ClientsData.labels(run));
    data.put("rounds", QualityData.rounds(run, tick));
    data.put("byClient", QualityData.byClient(run.scores().metric()));
    data.put("ratioByClient", QualityData.byClient(run.scores().ratio()));
    data.put("timeline", TimelineData.of(run, tick));
    data.put("outcomes", CostData.outcomes(run));
    data.put("participation", CostData.participation(run));
    data.put("staleness", CostData.staleness(run));
    data.put("flows", CostData.flows(run, tick));
    data.put("parameters", parameters(run));
    data.put("ranks", RankData.of(run));
    data.put("faults", FaultData.of(run, tick));
    data.put("proof", proof(run));
    return data;
  }

  private static String planned(RunReading run, String key) {
    return run.scenario().getOrDefault(key, "");
  }

  private static Map<String, Object> metric(RunReading run) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", run.metricName());
    data.put("higherIsBetter", run.isHigherBetter());
    run.ending()
        .ifPresent(
            ending -> {
              data.put("final", Digits.of(ending.metric()));
              data.put("afterLocal", Digits.of(ending.afterLocal()));
              data.put("majority", Digits.of(ending.majority()));
              data.put("loss", Digits.of(ending.loss()));
            });
    return data;
  }

  private static List<Long> parameters(RunReading run) {
    return run.ending()
        .map(
            ending ->
                List.of(
                    ending.count("traffic", "upParameters"),
                    ending.count("traffic", "downParameters"),
                    ending.count("compute", "steps"),
                    ending.count("compute", "tokens")))
        .orElse(List.of());
  }

  private static Map<String, Object> proof(RunReading run) {
    Map<String, Object> data = new LinkedHashMap<>();
    run.ending()
        .ifPresent(
            ending -> {
              data.put("fingerprint", ending.fingerprint());
              data.put("journal", ending.journal());
              data.put("numerics", ending.numerics());
              data.put("requested", ending.count("updates", "requested"));
              data.put("duplicate", ending.count("updates", "duplicate"));
            });
    return data;
  }
}
