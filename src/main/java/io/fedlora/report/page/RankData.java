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
  private static final int MOST_VALUES = 48;

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
    TreeSet<String> linears = new TreeSet<>(common.comparator());
    linears.addAll(common.keySet());
    spectra.clients().forEach(client -> linears.addAll(spectra.client(client).keySet()));
    if (linears.isEmpty()) {
      return data;
    }
    List<Integer> clients =
        ClientsData.chosen(
            run,
            spectra.clients(),
            Math.max(8, Math.min(MOST_CLIENTS, MOST_SPECTRA / linears.size())));
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
    data.put("rank", greatest(spectra));
    data.put("privateRank", spectra.privateRank());
    data.put("clients", clients);
    data.put("common", linears.stream().map(linear -> values(common.get(linear))).toList());
    data.put(
        "commonReached",
        linears.stream().map(l -> common.containsKey(l) ? common.get(l).rank() : 0).toList());
    data.put("whole", whole);
    data.put("reached", reached);
    return data;
  }

  /** Of the common update where there is one, else of the clients' own. */
  private static int greatest(Spectra spectra) {
    if (!spectra.common().isEmpty()) {
      return spectra.commonRank();
    }
    return spectra.clients().stream()
        .flatMap(client -> spectra.client(client).values().stream())
        .mapToInt(one -> one.values().size())
        .max()
        .orElse(0);
  }

  private static List<Double> values(Spectra.@org.jspecify.annotations.Nullable Values values) {
    if (values == null) {
      return List.of();
    }
    return Digits.of(values.values().subList(0, Math.min(MOST_VALUES, values.values().size())));
  }
}
