package io.fedlora.report.reading;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What {@code rounds.jsonl} and {@code clients.jsonl} tell. */
public final class Scores {
  /** The report of methods with a second-order term: ‖αHVP‖/‖p‖. */
  public static final String RATIO = "hypergradient-ratio";

  /**
   * A round's metrics; what was not scored or reported is not a number.
   *
   * @param round its number
   * @param time virtual nanoseconds at its close
   * @param metric mean over clients
   * @param least of them
   * @param greatest of them
   * @param loss mean cross-entropy on the scored texts
   * @param trainLoss mean over the updates that arrived
   * @param ratio ‖αHVP‖/‖p‖, mean over the updates that arrived
   */
  public record Round(
      int round,
      long time,
      double metric,
      double least,
      double greatest,
      double loss,
      double trainLoss,
      double ratio) {}

  private final List<Round> rounds = new ArrayList<>();
  private final SortedMap<Integer, SortedMap<Integer, Double>> metric = new TreeMap<>();
  private final SortedMap<Integer, SortedMap<Integer, Double>> ratio = new TreeMap<>();

  void addRound(JsonObject object) {
    Line line = new Line(object);
    rounds.add(
        new Round(
            line.count("round"),
            line.whole("t"),
            line.number("metric"),
            line.number("metricMin"),
            line.number("metricMax"),
            line.number("loss"),
            line.number("trainLoss"),
            new Line(line.object("reports")).number(RATIO)));
  }

  void addClient(JsonObject object) {
    Line line = new Line(object);
    put(metric, line, line.number("metric"));
    put(ratio, line, new Line(line.object("reports")).number(RATIO));
  }

  private static void put(
      SortedMap<Integer, SortedMap<Integer, Double>> table, Line line, double value) {
    if (!Double.isNaN(value)) {
      table
          .computeIfAbsent(line.count("client"), k -> new TreeMap<>())
          .put(line.count("round"), value);
    }
  }

  /** The rounds, as they were closed. */
  public List<Round> rounds() {
    return rounds;
  }

  /**
   * The first round whose mean metric is that good.
   *
   * @param higher whether more is better
   */
  public Optional<Round> reaching(double score, boolean higher) {
    return rounds.stream()
        .filter(round -> higher ? round.metric() >= score : round.metric() <= score)
        .findFirst();
  }

  /**
   * The best mean metric of all rounds; not a number if none was scored.
   *
   * @param higher whether more is better
   */
  public double best(boolean higher) {
    DoubleStream scored =
        rounds.stream().mapToDouble(Round::metric).filter(metric -> !Double.isNaN(metric));
    return (higher ? scored.max() : scored.min()).orElse(Double.NaN);
  }

  /** The last round that was scored; none if none was. */
  public Optional<Round> lastScored() {
    return rounds.stream()
        .filter(round -> !Double.isNaN(round.metric()))
        .reduce((earlier, later) -> later);
  }

  /** The metric of each client in a round, by number; of those that were scored then. */
  public List<Double> of(Round round) {
    return metric.values().stream()
        .filter(row -> row.containsKey(round.round()))
        .map(row -> row.get(round.round()))
        .toList();
  }

  /** The metric by client and round, where it was taken. */
  public SortedMap<Integer, SortedMap<Integer, Double>> metric() {
    return metric;
  }

  /** ‖αHVP‖/‖p‖ by client and round, where it was reported. */
  public SortedMap<Integer, SortedMap<Integer, Double>> ratio() {
    return ratio;
  }
}
