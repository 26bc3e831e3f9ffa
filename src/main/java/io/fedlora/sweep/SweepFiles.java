package io.fedlora.sweep;

import io.fedlora.file.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The tables that a sweep leaves in its folder as CSV (RFC 4180), numbers with all their digits.
 *
 * @param plan of the sweep
 * @param folder of the sweep
 */
public record SweepFiles(SweepPlan plan, Path folder) {
  private record Figure(String name, ToDoubleFunction<RunFigures> of) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("metric", RunFigures::metric),
          new Figure("worst", RunFigures::worst),
          new Figure("afterLocal", RunFigures::afterLocal),
          new Figure("majority", RunFigures::majority),
          new Figure("loss", RunFigures::loss),
          new Figure("upBytes", RunFigures::upBytes),
          new Figure("downBytes", RunFigures::downBytes),
          new Figure("steps", RunFigures::steps),
          new Figure("flops", RunFigures::flops),
          new Figure("virtualSeconds", RunFigures::virtualSeconds),
          new Figure("hypergradientRatio", RunFigures::hypergradientRatio));

  /** Writes {@code sweep.csv}: a line a run, those included that were chosen from. */
  public void writeRuns(List<RunResult> results) {
    List<String> heading = keys();
    heading.addAll(List.of("purpose", "seed", "status", "metricName"));
    FIGURES.forEach(figure -> heading.add(figure.name()));
    heading.addAll(List.of("fingerprint", "folder", "error"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(heading);
    for (RunResult result : results) {
      Optional<RunFigures> figures = result.figures();
      List<String> row = values(result.point(), Optional.of(result.tuned()));
      row.add(result.trial() ? "tune" : "run");
      row.add(String.valueOf(result.seed()));
      row.add(figures.isPresent() ? "completed" : "failed");
      row.add(figures.map(RunFigures::metricName).orElse(""));
      for (Figure figure : FIGURES) {
        row.add(number(figures.map(figure.of()::applyAsDouble).orElse(Double.NaN)));
      }
      row.add(figures.map(RunFigures::fingerprint).orElse(""));
      row.add(result.folder());
      row.add(result.error());
      rows.add(row);
    }
    write("sweep.csv", rows);
  }

  /** Writes {@code table.csv}: a line a combination, means and standard deviations over seeds. */
  public void writeTable(List<Combination> combinations) {
    List<String> heading = keys();
    heading.addAll(List.of("runs", "failed", "metricName"));
    for (Figure figure : FIGURES) {
      heading.addAll(List.of(figure.name(), figure.name() + "Deviation"));
    }
    heading.add("error");
    List<List<String>> rows = new ArrayList<>();
    rows.add(heading);
    for (Combination one : combinations) {
      List<String> row = values(one.point(), one.tuned());
      row.add(String.valueOf(one.finished().size()));
      row.add(String.valueOf(one.runs().size() - one.finished().size()));
      row.add(one.finished().stream().map(RunFigures::metricName).findFirst().orElse(""));
      for (Figure figure : FIGURES) {
        row.add(number(one.mean(figure.of())));
        row.add(number(one.deviation(figure.of())));
      }
      row.add(one.error());
      rows.add(row);
    }
    write("table.csv", rows);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    plan.over().forEach(axis -> keys.add(axis.key()));
    plan.tune().forEach(axis -> keys.add(axis.key()));
    return keys;
  }

  /** A cell for each key; empty where the grid had nothing to choose. */
  private List<String> values(Point point, Optional<Point> tuned) {
    List<String> values = new ArrayList<>();
    plan.over().forEach(axis -> values.add(point.values().getOrDefault(axis.key(), "")));
    Point chosen = tuned.orElse(Point.NONE);
    plan.tune().forEach(axis -> values.add(chosen.values().getOrDefault(axis.key(), "")));
    return values;
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e18
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private void write(String name, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(String.join(",", row.stream().map(SweepFiles::quoted).toList())).append("\r\n");
    }
    WholeFile.write(folder.resolve(name), text.toString());
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
