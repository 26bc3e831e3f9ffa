package io.fedlora.report.page;

import io.fedlora.corpus.Metric;
import io.fedlora.report.page.Column.Kind;
import io.fedlora.scenario.ScenarioException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures that a comparison's table can have, by the names they are chosen by. */
public final class Columns {
  /** The mean paired difference to the baseline. */
  static final String DIFFERENCE = "difference";

  /** The share of clients that score better than under the baseline. */
  static final String GAINING = "gaining";

  private static final String METRIC = "metric";

  /** Figures of the settings by themselves, in the table's order. */
  private static final List<String> OWN =
      List.of(
          METRIC,
          "worst",
          "after-local",
          "loss",
          "time",
          "time-to",
          "traffic",
          "flops",
          "merged",
          "rank");

  private static final List<String> METRICS =
      List.of(Metric.ACCURACY.name(), Metric.MATTHEWS.name(), Metric.MSE.name());

  private Columns() {}

  /** All names, in the table's order. */
  public static List<String> names() {
    return Stream.concat(
            Stream.of(METRIC, DIFFERENCE, GAINING), OWN.stream().filter(n -> !n.equals(METRIC)))
        .toList();
  }

  /**
   * Checks a choice of columns before anything is run or read; the metric's own name will do too.
   *
   * @param given in their order; all if there is none
   * @param metric as {@code accuracy}; empty while it is not known
   * @return names of columns
   * @throws ScenarioException if one is unknown or stands twice
   */
  public static List<String> chosen(List<String> given, String metric) {
    if (given.isEmpty()) {
      return names();
    }
    List<String> chosen = new ArrayList<>();
    for (String text : given) {
      String name = text.strip();
      boolean own = metric.isEmpty() ? METRICS.contains(name) : name.equals(metric);
      String column = own ? METRIC : name;
      if (!names().contains(column)) {
        throw new ScenarioException(
            "--columns "
                + text
                + ": no such column; there are "
                + names().stream()
                    .map(n -> n.equals(METRIC) ? "metric (or its own name, as accuracy)" : n)
                    .collect(Collectors.joining(", ")));
      }
      if (chosen.contains(column)) {
        throw new ScenarioException("--columns: " + name + " stands twice; give each once");
      }
      chosen.add(column);
    }
    return chosen;
  }

  /** The figures of the settings by themselves. */
  static List<Column> own(String metric, boolean higher, @Nullable BigDecimal target) {
    String to = target == null ? "score" : target.toString().toLowerCase(Locale.ROOT);
    int way = higher ? 1 : -1;
    return List.of(
        new Column(METRIC, METRIC, Kind.SCORE, metric, way, RunFigures::metric),
        new Column("worst", "worst", Kind.SCORE, "worst client", way, RunFigures::worst),
        new Column(
            "after-local", "after_local", Kind.SCORE, "after local", way, RunFigures::afterLocal),
        new Column("loss", "loss", Kind.SCORE, "loss", -1, RunFigures::loss),
        new Column("time", "virtual_seconds", Kind.SECONDS, "virtual %s", 0, RunFigures::seconds),
        new Column(
            "time-to",
            "seconds_to_" + to,
            Kind.SECONDS,
            "%s to " + to,
            -1,
            run -> target == null ? Double.NaN : run.secondsTo(target.doubleValue())),
        new Column("traffic", "bytes", Kind.BYTES, "%s", 0, RunFigures::bytes),
        new Column("flops", "flops", Kind.FLOPS, "%s", 0, RunFigures::flops),
        new Column("merged", "merged_share", Kind.SHARE, "merged %s", 0, RunFigures::merged),
        new Column("rank", "rank", Kind.RANK, "rank", 0, RunFigures::rank));
  }

  /**
   * A tenth short of the best, rounded so that the run that has it reaches it: to three decimals,
   * and to three digits where these begin later. None where no run has a score.
   */
  static @Nullable BigDecimal target(double best, boolean higher) {
    if (!Double.isFinite(best)) {
      return null;
    }
    // Nine digits first: 0.9 × 0.26667 in binary lies a hair below 0.24.
    BigDecimal nearly =
        new BigDecimal(best - (higher ? 0.1 : -0.1) * Math.abs(best)).round(new MathContext(9));
    int places = nearly.scale() - nearly.precision() + 3;
    return nearly.setScale(Math.max(3, places), higher ? RoundingMode.FLOOR : RoundingMode.CEILING);
  }
}
