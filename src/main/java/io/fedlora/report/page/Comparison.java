package io.fedlora.report.page;

import io.fedlora.file.NewFolder;
import io.fedlora.file.WholeFile;
import io.fedlora.report.reading.RunReading;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Several runs side by side. Runs whose scenarios differ in nothing but the seed are one setting;
 * of each setting there are means and spreads over its runs.
 */
public final class Comparison {
  /**
   * What may be chosen of a comparison.
   *
   * @param baseline a setting's name, the folder of one of its runs or {@code key=value}; empty for
   *     the first setting
   * @param columns of the table; all if there are none
   */
  public record Choice(String baseline, List<String> columns) {
    /** Nothing is. */
    public static final Choice NONE = new Choice("", List.of());

    public Choice {
      columns = List.copyOf(columns);
    }
  }

  private final List<Path> folders = new ArrayList<>();
  private final List<Map<String, Object>> runs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Settings settings;
  private final List<String> names;
  private final ComparisonTable table;
  private final String metric;
  private final boolean higher;
  private final int baseline;

  private Comparison(List<Path> given, List<String> axes, Choice choice) {
    List<ReadRun> all = new ArrayList<>();
    String metricName = "";
    boolean higherIsBetter = true;
    for (Path folder : given) {
      // One after the other: what a reading holds of a large run need not be held of all.
      RunReading run = RunReading.of(folder);
      if (!metricName.isEmpty() && !metricName.equals(run.metricName())) {
        throw new ScenarioException(
            "%s is scored by %s, %s by %s; compare runs of one metric"
                .formatted(given.get(0), metricName, folder, run.metricName()));
      }
      metricName = run.metricName();
      higherIsBetter = run.isHigherBetter();
      all.add(ReadRun.of(folder, run));
    }
    metric = metricName;
    higher = higherIsBetter;
    settings = new Settings(all.stream().map(ReadRun::scenario).toList(), axes);
    names = settings.names();
    Map<Integer, Integer> repeated = Repetition.of(all, settings.ofRuns());
    List<List<SeededRun>> bySetting = new ArrayList<>();
    names.forEach(name -> bySetting.add(new ArrayList<>()));
    for (int run = 0; run < all.size(); run++) {
      ReadRun one = all.get(run);
      Integer before = repeated.get(run);
      if (before != null) {
        notes.add(one.folder() + ": left out, the same run as " + all.get(before).folder());
        continue;
      }
      if (!one.stage().isEmpty()) {
        notes.add(one.folder() + ": has not ended, " + one.stage() + scoresOf(one));
      }
      folders.add(one.folder());
      runs.add(one.data());
      one.data().put("setting", settings.ofRuns().get(run));
      bySetting.get(settings.ofRuns().get(run)).add(one.seeded());
    }
    if (!settings.tasks().isEmpty()) {
      notes.add(
          "settings differ in "
              + String.join(", ", settings.tasks())
              + ": they are scored on other texts, which does not tell which is better");
    }
    baseline = Baseline.of(choice.baseline(), settings, given);
    table =
        new ComparisonTable(metric, higher, names, pairable(bySetting), baseline, choice.columns());
  }

  /** Clients are compared with those of the baseline only where they have the same texts. */
  private List<List<SeededRun>> pairable(List<List<SeededRun>> bySetting) {
    List<List<SeededRun>> all = new ArrayList<>();
    for (int setting = 0; setting < bySetting.size(); setting++) {
      boolean same = settings.sameShards(setting, baseline);
      all.add(
          bySetting.get(setting).stream().map(run -> same ? run : run.withoutClients()).toList());
    }
    return all;
  }

  private static String scoresOf(ReadRun run) {
    return Double.isNaN(run.figures().metric()) ? "" : "; its scores are of that round";
  }

  /**
   * Reads the runs in these folders, in this order.
   *
   * @throws ScenarioException if there is none, one is no run's or stands twice, their metrics
   *     differ, two of one setting and seed did not end alike, or the choice is of nothing there is
   * @throws io.fedlora.file.UnreadableFileException if a file in one is damaged
   */
  public static Comparison of(List<Path> folders) {
    return of(folders, List.of(), Choice.NONE);
  }

  /**
   * The same of runs that are meant to differ in some keys: settings are named by these.
   *
   * @param axes the keys, the most telling first
   * @param choice what the settings are set against, and which columns the table has
   */
  public static Comparison of(List<Path> folders, List<String> axes, Choice choice) {
    if (folders.isEmpty()) {
      throw new ScenarioException("there are no runs to compare; name their folders");
    }
    Repetition.refuse(folders);
    return new Comparison(folders, axes, choice);
  }

  /**
   * A line for each run that has not ended, or is left out as one of the others again, and one if
   * scores are of different texts.
   */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** A row for each setting. */
  public ComparisonTable table() {
    return table;
  }

  /** The page in a folder that is there; its runs are linked to their own reports. */
  String html(String title, Path below) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "compare");
    data.put("name", title);
    data.put("metric", metric);
    data.put("higherIsBetter", higher);
    data.put("settings", names);
    List<List<String>> differences = new ArrayList<>();
    for (String key : settings.keys()) {
      List<String> row = new ArrayList<>(List.of(key));
      for (int setting = 0; setting < settings.size(); setting++) {
        row.add(settings.value(setting, key));
      }
      differences.add(row);
    }
    data.put("labels", settings.labels());
    data.put("labelled", settings.labelled());
    data.put("telling", settings.telling());
    data.put("baseline", baseline);
    data.put("paired", table.paired());
    data.put(
        "sameShards",
        IntStream.range(0, settings.size())
            .mapToObj(setting -> settings.sameShards(setting, baseline))
            .toList());
    data.put("differences", differences);
    data.put("titles", table.titles());
    data.put("table", table.cells());
    data.put("marks", table.marks());
    data.put("marking", table.marking());
    data.put("tasks", settings.tasks());
    data.put("directions", table.directions());
    data.put("csv", table.csv());
    data.put("latex", table.latex());
    List<RunPlace> places = RunPlace.of(folders, below);
    for (int run = 0; run < runs.size(); run++) {
      runs.get(run).put("folder", places.get(run).name());
      runs.get(run).put("report", places.get(run).report());
    }
    data.put("runs", runs);
    return Page.html(title + " · FedLoRA", Page.embedded(data), false);
  }

  /**
   * Writes {@code comparison.html}, {@code comparison.csv} and {@code comparison.tex} into a
   * folder, which is made if it is not there.
   *
   * @param title the page's heading
   */
  public void write(Path folder, String title) throws IOException {
    NewFolder.make(folder);
    WholeFile.write(folder.resolve("comparison.html"), html(title, folder));
    WholeFile.write(folder.resolve("comparison.csv"), table.csv());
    WholeFile.write(folder.resolve("comparison.tex"), table.latex());
  }
}
