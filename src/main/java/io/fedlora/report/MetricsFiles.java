package io.fedlora.report;

import io.fedlora.device.Score;
import io.fedlora.file.GrowingFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics files of a run, {@code rounds.jsonl}, {@code clients.jsonl} and {@code
 * machine.jsonl}.
 */
public final class MetricsFiles implements Closeable {
  /** What the machine did, with the real time of each session of a run. */
  public static final String MACHINE = "machine.jsonl";

  private static final String ROUNDS = "rounds.jsonl";
  private static final String CLIENTS = "clients.jsonl";

  private final LineFile rounds;
  private final LineFile clients;
  private final LineFile machine;
  private final long machineLines;
  private long toldOfMachine;

  /** Makes the files in a run folder. */
  public MetricsFiles(Path folder) throws IOException {
    rounds = new LineFile(folder.resolve(ROUNDS));
    clients = new LineFile(folder.resolve(CLIENTS));
    machine = new LineFile(folder.resolve(MACHINE));
    machineLines = 0;
  }

  private MetricsFiles(LineFile rounds, LineFile clients, LineFile machine, long machineLines) {
    this.rounds = rounds;
    this.clients = clients;
    this.machine = machine;
    this.machineLines = machineLines;
  }

  /**
   * Opens the files of a run that goes on: every round is told again, and must be the same as
   * before. What the machine did when a round was told first stays.
   */
  public static MetricsFiles toldAgain(Path folder) throws IOException {
    Path machine = folder.resolve(MACHINE);
    LineFile continued = new LineFile(GrowingFile.continued(machine));
    long lines;
    try (Stream<String> all = Files.lines(machine)) {
      lines = all.count();
    }
    return new MetricsFiles(
        toldAgain(folder, ROUNDS), toldAgain(folder, CLIENTS), continued, lines);
  }

  private static LineFile toldAgain(Path folder, String name) throws IOException {
    return new LineFile(GrowingFile.toldAgain(folder.resolve(name)));
  }

  /**
   * Writes a round.
   *
   * @param round its own numbers, by name
   * @param reports means of what clients reported
   * @param scores by client; empty if the round was not scored
   * @param trained what each client reported, by client
   */
  public void round(
      Map<String, Object> round,
      SortedMap<String, Double> reports,
      List<Score> scores,
      SortedMap<Integer, SortedMap<String, Double>> trained) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>(round);
    line.put("metric", mean(scores.stream().map(Score::metric).toList()));
    line.put("metricMin", scores.stream().map(Score::metric).min(Double::compare));
    line.put("metricMax", scores.stream().map(Score::metric).max(Double::compare));
    line.put("loss", mean(scores.stream().map(Score::loss).toList()));
    line.put("reports", some(reports));
    rounds.add(line);
    for (int client = 0; client < Math.max(scores.size(), clientsIn(trained)); client++) {
      SortedMap<String, Double> report = trained.get(client);
      if (client >= scores.size() && report == null) {
        continue;
      }
      Map<String, @Nullable Object> of = new LinkedHashMap<>();
      of.put("round", round.get("round"));
      of.put("t", round.get("t"));
      of.put("client", client);
      of.put("metric", client < scores.size() ? scores.get(client).metric() : null);
      of.put("loss", client < scores.size() ? scores.get(client).loss() : null);
      of.put("reports", report == null ? null : some(report));
      clients.add(of);
    }
  }

  /** Nothing rather than an object without fields, which tables have no type for. */
  private static @Nullable SortedMap<String, Double> some(SortedMap<String, Double> reports) {
    return reports.isEmpty() ? null : reports;
  }

  private static int clientsIn(SortedMap<Integer, ?> map) {
    return map.isEmpty() ? 0 : map.lastKey() + 1;
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  /** Writes what the machine did by the end of a round; the only lines outside sameness. */
  public void machine(Map<String, ?> line) {
    if (++toldOfMachine > machineLines) {
      machine.add(line);
    }
  }

  /**
   * To be called when every round has been told.
   *
   * @throws io.fedlora.file.DivergenceException if a file of a run that goes on has more lines
   */
  public void requireAllTold() {
    rounds.requireAllTold();
    clients.requireAllTold();
  }

  @Override
  public void close() throws IOException {
    rounds.close();
    clients.close();
    machine.close();
  }
}
