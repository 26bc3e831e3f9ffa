package io.fedlora.report.page;

import io.fedlora.file.WholeFile;
import io.fedlora.report.reading.Ending;
import io.fedlora.report.reading.RunReading;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Several runs side by side. Runs whose scenarios differ in nothing but the seed are one setting;
 * of each setting there are means and spreads over its runs.
 */
public final class Comparison {
  private final List<Map<String, Object>> runs = new ArrayList<>();
  private final Settings settings;
  private final List<String> names;
  private final ComparisonTable table;
  private final String metric;

  private Comparison(List<Path> folders) {
    List<SortedMap<String, String>> scenarios = new ArrayList<>();
    List<RunFigures> figures = new ArrayList<>();
    String metricName = "metric";
    for (Path folder : folders) {
      // One after the other: what a reading holds of a large run need not be held of all.
      RunReading run = RunReading.of(folder);
      scenarios.add(run.scenario());
      figures.add(RunFigures.of(run));
      runs.add(data(folder, run));
      metricName = run.metricName();
    }
    metric = metricName;
    settings = new Settings(scenarios);
    names = settings.names();
    List<List<RunFigures>> bySetting = new ArrayList<>();
    names.forEach(name -> bySetting.add(new ArrayList<>()));
    for (int run = 0; run < figures.size(); run++) {
      bySetting.get(settings.ofRuns().get(run)).add(figures.get(run));
      runs.get(run).put("setting", settings.ofRuns().get(run));
    }
    table = new ComparisonTable(metric, names, bySetting);
  }

  /**
   * Reads the runs in these folders, in this order.
   *
   * @throws ScenarioException if there is none, or one is no run's
   * @throws io.fedlora.file.UnreadableFileException if a file in one is damaged
   */
  public static Comparison of(List<Path> folders) {
    if (folders.isEmpty()) {
      throw new ScenarioException("there are no runs to compare; name their folders");
    }
    return new Comparison(folders);
  }

  private static Map<String, Object> data(Path folder, RunReading run) {
    Tick tick = Tick.of(run.story().now());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("folder", String.valueOf(folder.getFileName()));
    data.put("seed", run.scenario().getOrDefault("seed", ""));
    data.put("tick", tick.seconds());
    data.put("end", run.story().now() / 1e9);
    data.put("rounds", QualityData.rounds(run, tick));
    data.put("final", Digits.of(run.ending().map(Ending::metric).orElse(List.of())));
    data.put("outcomes", totals(CostData.outcomes(run)));
    data.put("participation", CostData.participation(run));
    data.put("staleness", CostData.staleness(run));
    data.put("flows", CostData.flows(run, tick));
    data.put("clients", run.story().clients().size());
    data.put("activity", TimelineData.activity(run, tick));
    data.put("ranks", run.ending().map(Ending::ranks).orElse(List.of()));
    return data;
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

  /** A row for each setting. */
  public ComparisonTable table() {
    return table;
  }

  /**
   * The page.
   *
   * @param title its heading
   */
  public String html(String title) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "compare");
    data.put("name", title);
    data.put("metric", metric);
    data.put("settings", names);
    List<List<String>> differences = new ArrayList<>();
    for (String key : settings.keys()) {
      List<String> row = new ArrayList<>(List.of(key));
      for (int setting = 0; setting < settings.size(); setting++) {
        row.add(settings.value(setting, key));
      }
      differences.add(row);
    }
    data.put("differences", differences);
    data.put("titles", table.titles());
    data.put("table", table.cells());
    data.put("latex", table.latex());
    data.put("runs", runs);
    return Page.html(title + " · FedLoRA", Page.embedded(data), false);
  }

  /**
   * Writes {@code comparison.html}, {@code comparison.csv} and {@code comparison.tex} into a
   * folder, which is made if it is not there.
   */
  public void write(Path folder, String title) throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(folder.resolve("comparison.html"), html(title));
    WholeFile.write(folder.resolve("comparison.csv"), table.csv());
    WholeFile.write(folder.resolve("comparison.tex"), table.latex());
  }
}
