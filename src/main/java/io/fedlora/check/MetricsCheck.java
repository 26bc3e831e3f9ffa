package io.fedlora.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the metrics files fit the journal, the summary and each other: rounds close when and why
 * the journal says and with its counts, the numbers of a round are those of its clients, and the
 * last ones are the summary's.
 */
final class MetricsCheck {
  private static final String ROUNDS = "rounds.jsonl";
  private static final String CLIENTS = "clients.jsonl";
  private static final String METRIC = "metric";
  private static final String LOSS = "loss";
  private static final String REPORTS = "reports";
  private static final String TRAIN_LOSS = "train-loss";

  private final Path folder;
  private final RoundBook book;
  private final Findings findings;
  private final Map<Integer, List<JsonObject>> clients = new TreeMap<>();
  private int rounds;
  private @Nullable JsonObject lastScored;

  MetricsCheck(Path folder, RoundBook book, Findings findings) {
    this.folder = folder;
    this.book = book;
    this.findings = findings;
  }

  /**
   * Looks through the files.
   *
   * @param summary null if the run has not ended; of its last round not all may be written then
   */
  void check(@Nullable Summary summary) throws IOException {
    if (!Files.isRegularFile(folder.resolve(ROUNDS))) {
      if (summary != null && !summary.text("numerics").contains("stub")) {
        complain("the run has ended, but rounds.jsonl is missing");
      } else {
        findings.unchecked(0, "there is no rounds.jsonl to compare with the journal");
      }
      return;
    }
    boolean ended = summary != null;
    for (JsonObject line : lines(CLIENTS, ended)) {
      clients.computeIfAbsent((int) Figures.of(line, "round"), r -> new ArrayList<>()).add(line);
    }
    List<JsonObject> all = lines(ROUNDS, ended);
    for (int i = 0; i < all.size(); i++) {
      round(all.get(i), ended || i < all.size() - 1);
    }
    if (summary != null) {
      expect(ROUNDS + " has lines of", "rounds", rounds, book.size());
      clients
          .keySet()
          .forEach(round -> complain(CLIENTS + " has lines of round " + round + ", that has none"));
      summary(summary);
    }
  }

  private List<JsonObject> lines(String name, boolean ended) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      complain(name + " is missing");
      return lines;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> all = text.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      try {
        lines.add(Json.object(all.get(i)));
      } catch (IOException e) {
        boolean isTorn = !ended && i == all.size() - 1;
        if (!isTorn) {
          complain(name + ":" + (i + 1) + " is " + e.getMessage());
        }
      }
    }
    return lines;
  }

  private void round(JsonObject line, boolean isWhole) {
    int number = (int) Figures.of(line, "round");
    String where = ROUNDS + ", round " + number;
    List<JsonObject> heard = clients.getOrDefault(number, List.of());
    clients.remove(number);
    expect(where, "round", number, ++rounds);
    RoundBook.Closed closed = book.closed(number);
    // A thread of its own writes the journal, which may not have come as far before a kill.
    if (closed == null || !isWhole) {
      return;
    }
    findings.count("lines of rounds.jsonl compared", 1);
    expect(where, "t", Figures.of(line, "t"), (double) closed.time());
    closed.updates().forEach((name, sum) -> expect(where, name, Figures.of(line, name), sum));
    JsonElement reason = line.get("closed");
    if (reason == null
        || !reason.isJsonPrimitive()
        || !reason.getAsString().equals(closed.reason())) {
      complain("%s: says closed %s, the journal %s".formatted(where, reason, closed.reason()));
    }
    means(where, line, heard);
    if (!Double.isNaN(Figures.of(line, METRIC)) || !Double.isNaN(Figures.of(line, LOSS))) {
      lastScored = line;
    }
  }

  private void means(String where, JsonObject line, List<JsonObject> of) {
    findings.count("lines of clients.jsonl compared", of.size());
    double before = -1;
    Map<String, List<Double>> reports = new TreeMap<>();
    for (JsonObject one : of) {
      double client = Figures.of(one, "client");
      if (!(client > before) || !Figures.same(Figures.of(one, "t"), Figures.of(line, "t"))) {
        complain(
            "%s: client %s is out of order or at another time in clients.jsonl"
                .formatted(where, one.get("client")));
      }
      before = client;
      if (one.get(REPORTS) instanceof JsonObject told) {
        told.asMap()
            .forEach(
                (name, value) ->
                    reports.computeIfAbsent(name, n -> new ArrayList<>()).add(Figures.of(value)));
      }
    }
    List<Double> trained = reports.remove(TRAIN_LOSS);
    if (trained != null) {
      expect(where, "trainLoss", Figures.of(line, "trainLoss"), Figures.mean(trained));
    } else {
      expect(where, "trainLoss", Figures.of(line, "trainLoss"), Double.NaN);
    }
    reports.forEach(
        (name, values) ->
            expect(
                where,
                "reports." + name,
                Figures.of(line.get(REPORTS), name),
                Figures.mean(values)));
    scores(where, line, of);
  }

  /** In a scored round every client has a score; not a number if its model has diverged. */
  private void scores(String where, JsonObject line, List<JsonObject> of) {
    List<Double> metric = of.stream().map(one -> Figures.of(one, METRIC)).toList();
    List<Double> loss = of.stream().map(one -> Figures.of(one, LOSS)).toList();
    boolean isScored = !metric.stream().allMatch(value -> Double.isNaN(value));
    List<Double> scored = isScored ? metric : List.of();
    expect(where, METRIC, Figures.of(line, METRIC), Figures.mean(scored));
    expect(where, "metricMin", Figures.of(line, "metricMin"), Figures.least(scored));
    expect(where, "metricMax", Figures.of(line, "metricMax"), Figures.greatest(scored));
    expect(where, LOSS, Figures.of(line, LOSS), Figures.mean(loss));
  }

  private void summary(Summary summary) throws IOException {
    JsonElement metric = summary.root().get(METRIC);
    List<Double> each = Figures.all(metric, "perClient");
    String where = "summary.json";
    expect(where, "metric.mean", Figures.of(metric, "mean"), Figures.mean(each));
    expect(where, "metric.min", Figures.of(metric, "min"), Figures.least(each));
    expect(where, "metric.max", Figures.of(metric, "max"), Figures.greatest(each));
    JsonElement local = summary.root().get("afterLocal");
    List<Double> worked =
        Figures.all(local, "perClient").stream().filter(value -> !Double.isNaN(value)).toList();
    expect(where, "afterLocal.mean", Figures.of(local, "mean"), Figures.mean(worked));
    JsonObject last = lastScored;
    if (last != null) {
      expect(where, "metric.mean", Figures.of(metric, "mean"), Figures.of(last, METRIC));
      expect(where, LOSS, Figures.of(summary.root(), LOSS), Figures.of(last, LOSS));
    }
    if (!Files.isRegularFile(spectra())) {
      findings.unchecked(0, "there is no spectra.jsonl to compare the ranks with");
    } else if (summary.root().get("ranks") instanceof JsonArray) {
      ranks(Figures.all(summary.root(), "ranks"));
    }
  }

  private Path spectra() {
    return folder.resolve("spectra.jsonl");
  }

  /** The largest rank over a client's linears; of very many clients, not all have lines. */
  private void ranks(List<Double> ranks) throws IOException {
    Map<Integer, Double> largest = new TreeMap<>();
    for (JsonObject line : lines("spectra.jsonl", true)) {
      double client = Figures.of(line, "client");
      if (!Double.isNaN(client)) {
        largest.merge((int) client, Figures.of(line, "rank"), Math::max);
      }
    }
    boolean all = ranks.size() <= 1_000;
    for (int client = 0; client < ranks.size(); client++) {
      Double found = largest.get(client);
      if (all || found != null) {
        expect(
            "summary.json and spectra.jsonl",
            "ranks of client " + client,
            ranks.get(client),
            found == null ? 0 : found);
      }
    }
    if (!all && largest.isEmpty() && ranks.stream().anyMatch(rank -> rank > 0)) {
      complain("spectra.jsonl has no lines of clients");
    }
  }

  private void expect(String where, String name, double said, double expected) {
    if (!Figures.same(said, expected)) {
      complain("%s: says %s %s, it should be %s".formatted(where, name, said, expected));
    }
  }

  private void complain(String complaint) {
    findings.violation(0, complaint);
  }
}
