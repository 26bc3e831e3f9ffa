package io.fedlora.fuzz;

import io.fedlora.random.RandomStream;
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
  private static final List<String> PROFILES = List.of("phones", "edge-mix", "hospital-silos");

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
    List<Map<String, String>> groups = new ArrayList<>();
    if (draw.chance(0.06)) {
      keys.put("fleet.profile", draw.one(PROFILES));
      // Keys of the profile's own distribution would stay beside those of another one.
      keys.replaceAll(
          (key, value) ->
              key.startsWith("fleet.") && value.startsWith("{") ? draw.seconds(1, 60) : value);
    } else {
      for (int group = draw.from(1, 3); group > 0; group--) {
        groups.add(DrawnGroup.of(draw));
      }
    }
    new DrawnFaults(draw, keys)
        .draw(Integer.parseInt(keys.getOrDefault("clients", "1")), groups.size());
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
    if (draw.chance(0.5)) {
      keys.put("server.staleness-exponent", draw.share(0, 2));
      keys.put("server.hinge-slope", draw.share(0, 10));
    }
    if (draw.chance(0.2)) {
      keys.put("server.merge.largest-value", Choice.number(draw.magnitude(0.5, 1e30)));
    }
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
      spells(keys, draw, "fleet.outages.");
    }
    if (draw.chance(0.3)) {
      spells(keys, draw, "fleet.storms.");
      keys.put("fleet.storms.slow-down", "" + draw.from(2, 50));
    }
  }

  /** At random, by schedule, or both. */
  private static void spells(Map<String, String> keys, Choice draw, String key) {
    boolean random = draw.chance(0.7);
    if (random) {
      keys.put(key + "every", draw.seconds(20, 300));
      keys.put(key + "lasting", draw.durations(1, 60));
    }
    if (!random || draw.chance(0.3)) {
      int from = draw.from(0, 60);
      int to = from + draw.from(1, 60);
      String all = "{ from = %ds, to = %ds }".formatted(from, to);
      String later =
          "{ region = 0, from = %ds, to = %ds }".formatted(to + 5, to + 5 + draw.from(1, 60));
      keys.put(key + "schedule", "[ " + (draw.chance(0.5) ? all : all + ", " + later) + " ]");
    }
  }
}
