package io.fedlora.report.page;

import io.fedlora.report.reading.RoundSpan;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Sample;
import io.fedlora.report.reading.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** Metrics over rounds: of all clients, and of each. */
final class QualityData {
  private static final int MOST_CLIENTS = 200;
  private static final int MOST_ROUNDS = 200;

  private QualityData() {}

  /** A list for each column of {@code rounds.jsonl}. */
  static Map<String, Object> rounds(RunReading run, Tick tick) {
    List<Scores.Round> rounds = run.scores().rounds();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("round", rounds.stream().map(Scores.Round::round).toList());
    data.put("t", rounds.stream().map(round -> tick.at(round.time())).toList());
    data.put("metric", rounds.stream().map(round -> Digits.of(round.metric())).toList());
    data.put("least", rounds.stream().map(round -> Digits.of(round.least())).toList());
    data.put("greatest", rounds.stream().map(round -> Digits.of(round.greatest())).toList());
    data.put("loss", rounds.stream().map(round -> Digits.of(round.loss())).toList());
    data.put("trainLoss", rounds.stream().map(round -> Digits.of(round.trainLoss())).toList());
    data.put("ratio", rounds.stream().map(round -> Digits.of(round.ratio())).toList());
    data.put("up", rounds.stream().map(round -> traffic(run, round, true)).toList());
    data.put("down", rounds.stream().map(round -> traffic(run, round, false)).toList());
    return data;
  }

  /** Of a run that goes on the journal, written by a thread of its own, may not be as far yet. */
  private static long traffic(RunReading run, Scores.Round round, boolean up) {
    RoundSpan span = run.story().rounds().get(round.round());
    if (span == null || span.closed() < 0) {
      return (up ? run.story().up() : run.story().down()).at(round.time());
    }
    return up ? span.up() : span.down();
  }

  /** A row for each client shown, a column for each round shown; empty places are not numbers. */
  static Map<String, Object> byClient(SortedMap<Integer, SortedMap<Integer, Double>> table) {
    TreeSet<Integer> scored = new TreeSet<>();
    table.values().forEach(row -> scored.addAll(row.keySet()));
    List<Integer> rounds = Sample.evenly(new ArrayList<>(scored), MOST_ROUNDS);
    List<Integer> clients = Sample.evenly(new ArrayList<>(table.keySet()), MOST_CLIENTS);
    List<List<Double>> values = new ArrayList<>();
    for (int client : clients) {
      SortedMap<Integer, Double> row = table.getOrDefault(client, new java.util.TreeMap<>());
      values.add(
          rounds.stream().map(round -> Digits.of(row.getOrDefault(round, Double.NaN))).toList());
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("of", table.size());
    data.put("clients", clients);
    data.put("rounds", rounds);
    data.put("values", values);
    return data;
  }
}
