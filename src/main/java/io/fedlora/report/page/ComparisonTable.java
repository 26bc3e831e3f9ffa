package io.fedlora.report.page;

import io.fedlora.journal.JsonNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * A row for each setting: means over its runs and their standard deviations, and how far it is from
 * the baseline. Prints as cells for people, as CSV and as {@link ComparisonLatex LaTeX}.
 */
public final class ComparisonTable {
  /** In the place of a figure that there is none of. */
  static final String NONE = "–";

  private static final String SCORED = Columns.names().get(0);

  private record Row(
      String name,
      List<SeededRun> runs,
      Map<String, Spread> figures,
      PairedDifference difference,
      Gain gain) {}

  private final String metric;
  private final int baseline;
  private final List<String> chosen;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, ColumnScale> scales = new LinkedHashMap<>();
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param metric its name
   * @param higher whether more of it is better
   * @param names of the settings
   * @param runs of each setting
   * @param baseline the setting that the others are set against
   * @param chosen names of {@link Columns}; all that say something if there are none
   */
  ComparisonTable(
      String metric,
      boolean higher,
      List<String> names,
      List<List<SeededRun>> runs,
      int baseline,
      List<String> chosen) {
    this.metric = metric;
    this.baseline = baseline;
    this.chosen =
        Columns.chosen(chosen, metric).stream()
            .filter(name -> !chosen.isEmpty() || names.size() > 1 || !isPaired(name))
            .toList();
    double best =
        higher ? bests(runs).max().orElse(Double.NaN) : bests(runs).min().orElse(Double.NaN);
    for (Column column : Columns.own(metric, higher, Columns.target(best, higher))) {
      columns.put(column.name(), column);
      scales.put(
          column.name(),
          ColumnScale.of(
              column.kind(), runs.stream().map(some -> Standing.spread(column, some)).toList()));
      standings.put(column.name(), Standing.of(column, runs));
    }
    Column scored = columns.values().iterator().next();
    for (int setting = 0; setting < names.size(); setting++) {
      List<SeededRun> own = runs.get(setting);
      Map<String, Spread> figures = new LinkedHashMap<>();
      columns.forEach((name, column) -> figures.put(name, Standing.spread(column, own)));
      rows.add(
          new Row(
              names.get(setting),
              own,
              figures,
              Standing.difference(scored, own, runs.get(baseline)),
              Gain.of(own, runs.get(baseline), higher)));
    }
  }

  private static DoubleStream bests(List<List<SeededRun>> runs) {
    return runs.stream()
        .flatMap(List::stream)
        .mapToDouble(run -> run.figures().best())
        .filter(value -> !Double.isNaN(value));
  }

  private static boolean isPaired(String name) {
    return name.equals(Columns.DIFFERENCE) || name.equals(Columns.GAINING);
  }

  /** The titles of the columns, with the units of each. */
  public List<String> titles() {
    List<String> titles = new ArrayList<>(List.of("setting", "runs"));
    chosen.forEach(name -> titles.add(title(name)));
    return titles;
  }

  private String title(String name) {
    return switch (name) {
      case Columns.DIFFERENCE -> differenceTitle();
      case Columns.GAINING -> "gaining %";
      default -> column(name).title().formatted(scale(name).unit());
    };
  }

  String differenceTitle() {
    return "Δ " + metric;
  }

  /** What the differences are, in a sentence. */
  String aboutDifference() {
    return differenceTitle()
        + " is the mean difference to "
        + baseline()
        + " over the seeds that both have, with its 95 % interval by Student's t.";
  }

  private Column column(String name) {
    return Objects.requireNonNull(columns.get(name));
  }

  private ColumnScale scale(String name) {
    return Objects.requireNonNull(scales.get(name));
  }

  /** Of each column 1 where more is better, −1 where less is, 0 where neither is by itself. */
  List<Integer> directions() {
    List<Integer> directions = new ArrayList<>(List.of(0, 0));
    chosen.forEach(name -> directions.add(isPaired(name) ? 0 : column(name).direction()));
    return directions;
  }

  /**
   * The rows, as {@code 0.787 ± 0.012}; a dash where there is nothing, no deviation where all runs
   * agree. What only some of the runs have says of how many it is, as {@code 4.3 (1 of 2)}.
   */
  public List<List<String>> cells() {
    List<List<String>> all = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      Row one = rows.get(row);
      List<String> cells = new ArrayList<>(List.of(one.name(), String.valueOf(one.runs().size())));
      for (String name : chosen) {
        cells.add(
            switch (name) {
              case Columns.DIFFERENCE -> row == baseline ? "baseline" : difference(one);
              case Columns.GAINING -> row == baseline ? NONE : gaining(one.gain());
              default -> cell(scale(name), spread(one, name), one.runs().size());
            });
      }
      all.add(cells);
    }
    return all;
  }

  private static Spread spread(Row row, String name) {
    return Objects.requireNonNull(row.figures().get(name));
  }

  private static String cell(ColumnScale scale, Spread spread, int runs) {
    if (spread.count() == 0) {
      return NONE;
    }
    return scale.written(spread.mean())
        + (spread.deviation() > 0 ? " ± " + scale.written(spread.deviation()) : "")
        + (spread.count() < runs ? " (%d of %d)".formatted(spread.count(), runs) : "");
  }

  private String difference(Row row) {
    PairedDifference off = row.difference();
    if (off.spread().count() == 0) {
      return NONE;
    }
    ColumnScale scale = scale(SCORED);
    String mean = (off.spread().mean() > 0 ? "+" : "") + scale.written(off.spread().mean());
    return off.spread().count() == 1
        ? mean + " (n = 1)"
        : mean + " (" + scale.written(off.low()) + " to " + scale.written(off.high()) + ")";
  }

  private static String gaining(Gain gain) {
    return gain.pairs() == 0 ? NONE : String.format(Locale.ROOT, "%.1f", 100 * gain.share());
  }

  /** Whether each cell is among the best of its column. */
  List<List<Boolean>> marks() {
    List<List<Boolean>> all = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<Boolean> marks = new ArrayList<>(List.of(false, false));
      for (String name : chosen) {
        Standing standing = standings.get(name);
        marks.add(standing != null && standing.best().get(row));
      }
      all.add(marks);
    }
    return all;
  }

  /** What it means that a cell is marked. */
  String marking() {
    List<Integer> seeds = Objects.requireNonNull(standings.get(SCORED)).seeds();
    if (seeds.isEmpty() || seeds.get(1) < 2) {
      return "Bold is the best of a column; with less than two seeds in common (n < 2) no interval"
          + " tells the others from it.";
    }
    String many =
        seeds.get(0).equals(seeds.get(1))
            ? seeds.get(0) + ""
            : seeds.get(0) + " to " + seeds.get(1);
    return "Bold are the best of a column and what cannot be told from it: settings whose 95 %"
        + " interval of paired differences to it includes 0 (n = "
        + many
        + " seeds).";
  }

  /** The difference of each setting to the baseline, as values of JSON. */
  List<Map<String, Object>> paired() {
    return rows.stream().map(ComparisonTable::paired).toList();
  }

  private static Map<String, Object> paired(Row row) {
    PairedDifference off = row.difference();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("difference", off.spread().mean());
    values.put("difference_low", off.low());
    values.put("difference_high", off.high());
    values.put("difference_seeds", off.spread().count());
    values.put("clients_gaining", row.gain().better());
    values.put("clients_losing", row.gain().worse());
    values.put("clients_paired", row.gain().pairs());
    return values;
  }

  /** The setting that the others are set against. */
  String baseline() {
    return rows.get(baseline).name();
  }

  /** The runs of each setting. */
  List<List<SeededRun>> runs() {
    return rows.stream().map(Row::runs).toList();
  }

  /** A row a setting; of each figure mean and standard deviation, in plain units. */
  public String csv() {
    List<Map<String, Object>> objects = objects();
    StringBuilder text = new StringBuilder(String.join(",", objects.get(0).keySet())).append('\n');
    for (Map<String, Object> object : objects) {
      List<String> cells = object.values().stream().map(ComparisonTable::plain).toList();
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString();
  }

  /** An object a setting; of each figure mean and standard deviation, in plain units. */
  public List<Map<String, Object>> objects() {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("setting", row.name());
      object.put("runs", row.runs().size());
      for (Column column : columns.values()) {
        Spread spread = spread(row, column.name());
        object.put(column.key(), spread.mean());
        object.put(column.key() + "_sd", spread.deviation());
        if (column.counted()) {
          object.put(column.key() + "_runs", spread.count());
        }
      }
      object.put("baseline", baseline());
      object.putAll(paired(row));
      objects.add(object);
    }
    return objects;
  }

  private static String plain(Object value) {
    if (value instanceof Double number) {
      return Double.isNaN(number) ? "" : JsonNumber.of(number);
    }
    return value instanceof String text
        ? '"' + text.replace("\"", "\"\"") + '"'
        : String.valueOf(value);
  }

  /** A {@code tabular} in the manner of the package booktabs. */
  public String latex() {
    return ComparisonLatex.of(this);
  }
}
