package io.fedlora.report.page;

import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Spectra;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** Singular values of the updates that a finished run ended with, and the ranks they come to. */
final class RankData {
  private static final int MOST_CLIENTS = 64;
  private static final int MOST_SPECTRA = 1_200;

  private RankData() {}

  /** Empty for a run that has not ended or has no low-rank adapters. */
  static Map<String, Object> of(RunReading run) {
    Map<String, Object> data = new LinkedHashMap<>();
    List<Integer> ranks = run.ending().map(ending -> ending.ranks()).orElse(List.of());
    if (ranks.isEmpty()) {
      return data;
    }
    Spectra spectra = run.spectra();
    SortedMap<String, Spectra.Values> common = spectra.common();
    SortedMap<String, Spectra.Values> first = spectra.client(0);
    TreeSet<String> linears = new TreeSet<>(first.comparator());
    linears.addAll(common.keySet());
    linears.addAll(first.keySet());
    if (linears.isEmpty()) {
      return data;
    }
    List<Integer> clients =
        ClientsData.chosen(run, Math.max(8, Math.min(MOST_CLIENTS, MOST_SPECTRA / linears.size())));
    List<Object> whole = new ArrayList<>();
    List<List<Integer>> reached = new ArrayList<>();
    for (int client : clients) {
      SortedMap<String, Spectra.Values> own = spectra.client(client);
      whole.add(linears.stream().map(linear -> values(own.get(linear))).toList());
      reached.add(linears.stream().map(l -> own.containsKey(l) ? own.get(l).rank() : 0).toList());
    }
    data.put("of", ranks.size());
    data.put("all", ranks);
    data.put("linears", new ArrayList<>(linears));
    data.put("rank", number(run.scenario().get("method.rank")));
    data.put(
        "privateRank", hasPrivate(run) ? number(run.scenario().get("method.private-rank")) : 0);
    data.put("clients", clients);
    data.put("common", linears.stream().map(linear -> values(common.get(linear))).toList());
    data.put(
        "commonReached",
        linears.stream().map(l -> common.containsKey(l) ? common.get(l).rank() : 0).toList());
    data.put("whole", whole);
    data.put("reached", reached);
    return data;
  }

  private static boolean hasPrivate(RunReading run) {
    return run.spectra().isTwoLevel();
  }

  private static int number(@org.jspecify.annotations.Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static List<Double> values(Spectra.@org.jspecify.annotations.Nullable Values values) {
    return values == null ? List.of() : Digits.of(values.values());
  }
}
