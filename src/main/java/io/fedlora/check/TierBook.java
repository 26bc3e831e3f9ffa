package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tiers of a run as the journal has them, and how often each has been merged so far. */
final class TierBook {
  private final Map<Integer, Integer> tierOf = new TreeMap<>();
  private final List<List<Integer>> clients = new ArrayList<>();
  private final List<Integer> merges = new ArrayList<>();

  void see(Line line) {
    if (line.is("tier-formed")) {
      clients.add(line.numbers("clients"));
      merges.add(0);
      line.numbers("clients").forEach(client -> tierOf.put(client, clients.size()));
    }
  }

  /** The tier of a client, from 1; 0 if it is in none. */
  int tierOf(int client) {
    return tierOf.getOrDefault(client, 0);
  }

  /** All tiers' clients, the first tier's first. */
  List<List<Integer>> all() {
    return clients;
  }

  /** A tier, from 1, has been merged. */
  void merged(int tier) {
    merges.set(tier - 1, merges.get(tier - 1) + 1);
  }

  /** What the updates of a tier, from 1, weigh together; not a number under an unknown law. */
  double whole(String law, int tier) {
    double all = 0;
    switch (law) {
      case "full":
        return 1;
      case "by-clients":
        return (double) clients.get(tier - 1).size() / tierOf.size();
      case "by-merges":
        for (int count : merges) {
          all += 1 + count;
        }
        return (1 + merges.get(merges.size() - tier)) / all;
      default:
        return Double.NaN;
    }
  }
}
