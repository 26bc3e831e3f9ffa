package io.fedlora.fuzz;

import io.fedlora.random.RandomStream;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws scenarios. Every feature is first on or off for the whole of a run, and only then as
 * frequent as is drawn: runs that are calm but for one thing reach what runs in which everything
 * happens hide (swarm testing, Groce and others, ISSTA 2012).
 */
final class Swarm {
  private static final List<String> FAULTS =
      Registries.FAULTS.listings().stream().map(Listing::name).toList();
  private static final String SERVER = "server-restart";
  private static final List<String> BEHAVIOURS =
      Registries.BEHAVIOURS.listings().stream().map(Listing::name).toList();

  private final Repertoire methods;

  Swarm(Repertoire methods) {
    this.methods = methods;
  }

  /** The scenario of a seed. */
  Draft draw(long seed) {
    Choice draw = new Choice(RandomStream.of(seed, "fuzz"));
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("name", "fuzz-" + seed);
    keys.put("seed", "" + seed);
    keys.put("clients", "" + draw.from(1, draw.chance(0.2) ? 16 : 6));
    keys.put("rounds", "" + draw.from(6, 24));
    keys.put("local.steps", "" + draw.from(1, 3));
    keys.put("local.batch-size", "2");
    keys.put("devices.slots", "" + draw.from(1, 2));
    keys.put("evaluation.every", draw.chance(0.2) ? "3" : "1000");
    server(keys, draw);
    fleet(keys, draw);
    faults(keys, draw);
    List<Map<String, String>> groups = new ArrayList<>();
    for (int group = draw.from(1, 3); group > 0; group--) {
      groups.add(group(draw));
    }
    return new Draft(keys, groups);
  }

  private void server(Map<String, String> keys, Choice draw) {
    String collection =
        draw.one("synchronous", "synchronous", "buffered", "asynchronous", "semi-synchronous");
    boolean rounds = collection.equals("synchronous");
    boolean guarded = draw.chance(0.25);
    keys.put("method.name", draw.one(methods.fit(rounds, guarded)));
    keys.put("method.rank", "3");
    keys.put("method.private-rank", "" + draw.from(1, 2));
    keys.put("method.weights", draw.one("uniform", "examples"));
    keys.put("method.learning-rate", Choice.number(draw.magnitude(1e-4, 0.1)));
    keys.put("server.collection", collection);
    if (rounds) {
      rounds(keys, draw);
    } else {
      keys.put("server.concurrency", draw.chance(0.6) ? "all" : draw.share(0.1, 1));
      keys.put("server.buffer", draw.share(0.1, 1));
      keys.put("server.mixing", draw.share(0.1, 1));
      keys.put("server.period", draw.seconds(2, 60));
      keys.put("server.quorum", draw.chance(0.5) ? "0" : draw.share(0, 1));
    }
    if (collection.equals("semi-synchronous") && draw.chance(0.6)) {
      int clients = Integer.parseInt(keys.getOrDefault("clients", "1"));
      keys.put("server.tiers", "" + draw.from(1, Math.min(4, clients)));
      keys.put("server.tier-weights", draw.one("by-merges", "by-clients", "full"));
    }
    keys.put("server.deadline", draw.chance(0.4) ? "none" : draw.seconds(3, 100));
    keys.put("server.late-updates", draw.one("discard", "accept"));
    keys.put("server.work-limit", draw.chance(0.6) ? "none" : draw.seconds(1, 30));
    keys.put("server.crash-detection", draw.seconds(5, 90));
    keys.put("server.staleness", draw.one("constant", "polynomial", "hinge"));
    keys.put("server.staleness-bound", draw.chance(0.5) ? "none" : "" + draw.from(1, 4));
    keys.put("server.hinge-delay", "" + draw.from(0, 3));
    if (guarded) {
      String centre = draw.one("mean", "median", "trimmed-mean");
      keys.put("server.merge.centre", collection.equals("asynchronous") ? "mean" : centre);
      keys.put("server.merge.trim", draw.share(0, 0.49));
      keys.put(
          "server.merge.clip-norm",
          draw.chance(0.5) ? "0" : Choice.number(draw.magnitude(1e-3, 10)));
    }
  }

  private static void rounds(Map<String, String> keys, Choice draw) {
    keys.put("server.cohort", draw.chance(0.6) ? "all" : draw.share(0.1, 1));
    boolean selective = draw.chance(0.5);
    keys.put("server.over-selection", selective && draw.chance(0.5) ? "0.5" : "0");
    keys.put("server.close-after", selective ? draw.share(0.4, 1) : "all");
    keys.put(
        "server.quorum",
        draw.chance(0.5) ? "0" : selective ? draw.share(0, 0.35) : draw.share(0, 1));
  }

  private static void fleet(Map<String, String> keys, Choice draw) {
    if (draw.chance(0.4)) {
      keys.put("fleet.dropout", draw.share(0, 0.6));
      keys.put("fleet.downtime", draw.durations(1, 60));
      keys.put("fleet.dropout-phases.before", draw.share(0.1, 1));
      keys.put("fleet.dropout-phases.during", draw.share(0, 1));
      keys.put("fleet.dropout-phases.upload", draw.share(0, 1));
    }
    if (draw.chance(0.3)) {
      keys.put("fleet.regions", "" + draw.from(1, 3));
    }
    if (draw.chance(0.3)) {
      keys.put("fleet.outages.every", draw.seconds(20, 300));
      keys.put("fleet.outages.lasting", draw.durations(1, 60));
    }
    if (draw.chance(0.3)) {
      keys.put("fleet.storms.every", draw.seconds(20, 300));
      keys.put("fleet.storms.lasting", draw.durations(1, 60));
      keys.put("fleet.storms.slow-down", "" + draw.from(2, 50));
    }
  }

  private static void faults(Map<String, String> keys, Choice draw) {
    double calm = draw.between(0.4, 1);
    for (String kind : FAULTS) {
      if (draw.chance(calm)) {
        continue;
      }
      String key = "faults." + kind + ".";
      if (draw.chance(0.8)) {
        keys.put(key + "probability", draw.share(0, 0.6));
      } else {
        int from = draw.from(0, 60);
        keys.put(
            key + "schedule",
            "[ { from = %ds, to = %ds, probability = %s } ]"
                .formatted(from, from + draw.from(1, 120), draw.share(0.1, 1)));
      }
      if (draw.chance(0.2) && !kind.equals(SERVER)) {
        keys.put(key + "clients", "[0]");
      }
      if (kind.startsWith("message-") || kind.equals("bits-flipped")) {
        keys.put(key + "direction", draw.one("both", "up", "down"));
      }
      switch (kind) {
        case "message-delayed", "message-reordered" ->
            keys.put(key + "by", draw.durations(0.1, 40));
        case "message-repeated" -> keys.put(key + "after", draw.durations(0.1, 40));
        // Real time: enough for slots to end in another order, too little to be felt.
        case "device-slow" -> keys.put(key + "by", draw.from(50, 400) + "us");
        case "bits-flipped" -> keys.put(key + "bits", "" + draw.from(1, 40));
        case "exploding-update" ->
            keys.put(key + "factor", Choice.number(draw.magnitude(10, 1e38)));
        case SERVER -> {
          keys.put(key + "after", draw.durations(0.1, 60));
          keys.put(key + "downtime", draw.durations(0.1, 60));
          if (draw.chance(0.3)) {
            keys.put(key + "at", "[%s, %s]".formatted(draw.seconds(1, 100), draw.seconds(1, 100)));
          }
        }
        case "crash" -> {
          keys.put(key + "downtime", draw.durations(1, 60));
          keys.put(key + "private-part", draw.one("survives", "lost"));
          keys.put(key + "safe-copy-every", "" + draw.from(1, 4));
        }
        default -> {}
      }
    }
  }

  private static Map<String, String> group(Choice draw) {
    Map<String, String> group = new LinkedHashMap<>();
    group.put(Draft.WEIGHT, "" + draw.from(1, 4));
    group.put("speed", Choice.number(draw.magnitude(4_000, 400_000)));
    group.put("speed-jitter", draw.chance(0.5) ? "0" : draw.share(0, 1));
    group.put("up", Math.round(draw.magnitude(100, 1e5)) + "B");
    group.put("down", Math.round(draw.magnitude(100, 1e5)) + "B");
    group.put("latency", draw.chance(0.1) ? "0s" : draw.seconds(0.01, 3));
    group.put("jitter", draw.chance(0.5) ? "0s" : draw.seconds(0.01, 5));
    if (draw.chance(0.4)) {
      group.put("available", available(draw));
    }
    if (draw.chance(0.15)) {
      group.put("joins", draw.durations(1, 90));
    }
    if (draw.chance(0.15)) {
      group.put("leaves", draw.durations(30, 300));
    }
    if (draw.chance(0.1)) {
      group.put("work-per-day", draw.seconds(10, 200));
    }
    if (draw.chance(0.3)) {
      group.put("behaviour", draw.one(BEHAVIOURS));
    }
    return group;
  }

  private static String available(Choice draw) {
    return switch (draw.from(0, 2)) {
      case 0 -> {
        int from = draw.from(0, 30);
        yield "{ period = %ds, windows = [ { from = %ds, to = %ds } ] }"
            .formatted(from + 60 + draw.from(0, 60), from, from + draw.from(1, 60));
      }
      case 1 ->
          "{ kind = markov, mean-on = %s, mean-off = %s }"
              .formatted(draw.seconds(5, 100), draw.seconds(5, 60));
      default ->
          "{ kind = diurnal, period = 100s, mean = %s, amplitude = 0.2, peak = 20s, slot = 7s }"
              .formatted(draw.share(0.3, 0.7));
    };
  }
}
