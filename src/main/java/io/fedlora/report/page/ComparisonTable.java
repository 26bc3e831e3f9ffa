package io.fedlora.report.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * A row for each setting: means over its runs and their standard deviations. Prints as cells for
 * people, as CSV and as LaTeX.
 */
public final class ComparisonTable {
  /** How a column's figures are written for people; {@code factor} comes first. */
  private record Column(
      String title, String key, double factor, int decimals, ToDoubleFunction<RunFigures> value) {
    /** Whether runs may lack it that have ended, so that there is a count beside it. */
    boolean counted() {
      return key.startsWith("seconds_to_");
    }
  }

  /** Below it a score is written with a power of ten; what is no more than rounding leaves is 0. */
  private static final double LEAST_DECIMAL = 5e-4;

  private static final double ROUNDING = 1e-13;

  private static final Pattern COUNTED = Pattern.compile("(.*)( \\(\\d+ of \\d+\\))");
  private static final Pattern POWER = Pattern.compile("e([+-]\\d+)");

  private record Row(String name, int runs, List<Spread> cells) {}

  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param metric its name
   * @param higher whether more of it is better
   * @param names of the settings
   * @param runs of each setting
   */
  ComparisonTable(String metric, boolean higher, List<String> names, List<List<RunFigures>> runs) {
    double best =
        higher ? bests(runs).max().orElse(Double.NaN) : bests(runs).min().orElse(Double.NaN);
    columns = columns(metric, target(best, higher));
    for (int setting = 0; setting < names.size(); setting++) {
      List<Spread> cells = new ArrayList<>();
      for (Column column : columns) {
        cells.add(
            Spread.of(runs.get(setting).stream().map(column.value()::applyAsDouble).toList()));
      }
      rows.add(new Row(names.get(setting), runs.get(setting).size(), cells));
    }
  }

  private static DoubleStream bests(List<List<RunFigures>> runs) {
    return runs.stream()
        .flatMap(List::stream)
        .mapToDouble(RunFigures::best)
        .filter(value -> !Double.isNaN(value));
  }

  /**
   * A tenth short of the best, rounded so that the run that has it reaches it: to three decimals,
   * and to three digits where these begin later.
   */
  static BigDecimal target(double best, boolean higher) {
    if (!Double.isFinite(best)) {
      return BigDecimal.ZERO.setScale(3);
    }
    BigDecimal nearly = new BigDecimal(best - (higher ? 0.1 : -0.1) * Math.abs(best));
    int places = nearly.scale() - nearly.precision() + 3;
    return nearly.setScale(Math.max(3, places), higher ? RoundingMode.FLOOR : RoundingMode.CEILING);
  }

  private static List<Column> columns(String metric, BigDecimal target) {
    String to = target.toString().toLowerCase(Locale.ROOT);
    return List.of(
        new Column(metric, "metric", 1, 3, RunFigures::metric),
        new Column("worst client", "worst", 1, 3, RunFigures::worst),
        new Column("after local", "after_local", 1, 3, RunFigures::afterLocal),
        new Column("loss", "loss", 1, 3, RunFigures::loss),
        new Column("virtual s", "virtual_seconds", 1, 1, RunFigures::seconds),
        new Column(
            "s to " + to, "seconds_to_" + to, 1, 1, run -> run.secondsTo(target.doubleValue())),
        new Column("MiB", "bytes", 1.0 / (1 << 20), 2, RunFigures::bytes),
        new Column("GFLOP", "flops", 1e-9, 1, RunFigures::flops),
        new Column("merged %", "merged_share", 100, 1, RunFigures::merged),
        new Column("rank", "rank", 1, 1, RunFigures::rank));
  }

  /** The titles of the columns. */
  public List<String> titles() {
    List<String> titles = new ArrayList<>(List.of("setting", "runs"));
    columns.forEach(column -> titles.add(column.title()));
    return titles;
  }

  /**
   * The rows, as {@code 0.787 ± 0.012}; a dash where there is nothing. What only some of the runs
   * have says of how many it is, as {@code 4.3 (1 of 2)}.
   */
  public List<List<String>> cells() {
    return rows.stream().map(row -> cells(row, " ± ", "–")).toList();
  }

  private List<String> cells(Row row, String between, String none) {
    List<String> cells = new ArrayList<>(List.of(row.name(), String.valueOf(row.runs())));
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Spread spread = row.cells().get(i);
      cells.add(
          spread.count() == 0
              ? none
              : written(column, spread.mean())
                  + (spread.count() < 2 ? "" : between + written(column, spread.deviation()))
                  + (spread.count() < row.runs()
                      ? " (%d of %d)".formatted(spread.count(), row.runs())
                      : ""));
    }
    return cells;
  }

  private static String written(Column column, double value) {
    double size = Math.abs(value);
    boolean small = column.decimals() == 3 && size > ROUNDING && size < LEAST_DECIMAL;
    String form = small ? "%.1e" : "%." + column.decimals() + "f";
    return String.format(Locale.ROOT, form, value * column.factor());
  }

  /** A row a setting; of each figure mean and standard deviation, in plain units. */
  public String csv() {
    StringBuilder text = new StringBuilder("setting,runs");
    for (Column c : columns) {
      text.append(',').append(c.key()).append(',').append(c.key()).append("_sd");
      text.append(c.counted() ? "," + c.key() + "_runs" : "");
    }
    text.append('\n');
    for (Row row : rows) {
      text.append('"').append(row.name().replace("\"", "\"\"")).append("\",").append(row.runs());
      for (int i = 0; i < columns.size(); i++) {
        Spread cell = row.cells().get(i);
        text.append(',').append(plain(cell.mean())).append(',').append(plain(cell.deviation()));
        text.append(columns.get(i).counted() ? "," + cell.count() : "");
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** An object a setting; of each figure mean and standard deviation, in plain units. */
  public List<Map<String, Object>> objects() {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("setting", row.name());
      object.put("runs", row.runs());
      for (int i = 0; i < columns.size(); i++) {
        object.put(columns.get(i).key(), row.cells().get(i).mean());
        object.put(columns.get(i).key() + "_sd", row.cells().get(i).deviation());
        if (columns.get(i).counted()) {
          object.put(columns.get(i).key() + "_runs", row.cells().get(i).count());
        }
      }
      objects.add(object);
    }
    return objects;
  }

  private static String plain(double value) {
    return Double.isNaN(value) ? "" : io.fedlora.journal.JsonNumber.of(value);
  }

  /** A {@code tabular} in the manner of the package booktabs. */
  public String latex() {
    StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n");
    text.append("\\begin{tabular}{l")
        .append("r".repeat(columns.size() + 1))
        .append("}\n\\toprule\n");
    text.append(String.join(" & ", titles().stream().map(ComparisonTable::escaped).toList()));
    text.append(" \\\\\n\\midrule\n");
    for (Row row : rows) {
      List<String> cells = cells(row, " \\pm ", "--");
      text.append(escaped(cells.get(0)));
      for (String cell : cells.subList(1, cells.size())) {
        text.append(" & ").append(cell.equals("--") ? cell : mathematics(cell));
      }
      text.append(" \\\\\n");
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  /** A figure in mathematics, a count in words behind it. */
  private static String mathematics(String cell) {
    Matcher parts = COUNTED.matcher(cell);
    String figure = parts.matches() ? parts.group(1) : cell;
    String count = parts.matches() ? parts.group(2) : "";
    return "$" + POWER.matcher(figure).replaceAll(ComparisonTable::power) + "$" + count;
  }

  private static String power(MatchResult power) {
    return " \\\\times 10^{" + Integer.parseInt(power.group(1)) + "}";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(
          switch (c) {
            case '\\' -> "\\textbackslash{}";
            case '^' -> "\\textasciicircum{}";
            case '~' -> "\\textasciitilde{}";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
            case '–' -> "--";
            default -> String.valueOf(c);
          });
    }
    return escaped.toString();
  }
}
