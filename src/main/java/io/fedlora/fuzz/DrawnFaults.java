package io.fedlora.fuzz;

import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws what goes wrong on purpose: which faults, when, and whom they befall. */
final class DrawnFaults {
  private static final List<String> FAULTS =
      Registries.FAULTS.listings().stream().map(Listing::name).toList();
  private static final String SERVER = "server-restart";

  private final Choice draw;
  private final Map<String, String> keys;

  DrawnFaults(Choice draw, Map<String, String> keys) {
    this.draw = draw;
    this.keys = keys;
  }

  /**
   * Draws all of them.
   *
   * @param clients how many there are
   * @param groups whose names are known; 0 if none is
   */
  void draw(int clients, int groups) {
    double calm = draw.between(0.4, 1);
    for (String kind : FAULTS) {
      if (!draw.chance(calm)) {
        fault(kind, clients, groups);
      }
    }
  }

  private void fault(String kind, int clients, int groups) {
    String key = "faults." + kind + ".";
    boolean scheduled = draw.chance(0.25);
    if (scheduled) {
      keys.put(key + "schedule", schedule());
    }
    if (!scheduled || draw.chance(0.2)) {
      keys.put(key + "probability", draw.share(0, 0.6));
    }
    if (!kind.equals(SERVER)) {
      scope(key, clients, groups);
    }
    if (kind.startsWith("message-") || kind.equals("bits-flipped")) {
      keys.put(key + "direction", draw.one("both", "up", "down"));
    }
    switch (kind) {
      case "message-delayed", "message-reordered" -> keys.put(key + "by", draw.durations(0.1, 40));
      case "message-repeated" -> keys.put(key + "after", draw.durations(0.1, 40));
      // Real time: enough for slots to end in another order, too little to be felt.
      case "device-slow" -> keys.put(key + "by", draw.from(50, 400) + "us");
      case "bits-flipped" -> keys.put(key + "bits", "" + draw.from(1, 40));
      case "exploding-update" -> keys.put(key + "factor", Choice.number(draw.magnitude(10, 1e38)));
      case SERVER -> restart(key);
      case "crash" -> crash(key);
      default -> {}
    }
  }

  private String schedule() {
    List<String> stretches = new ArrayList<>();
    int from = draw.from(0, 60);
    for (int some = draw.from(1, 3); some > 0; some--) {
      int to = from + draw.from(1, 120);
      stretches.add(
          draw.chance(0.2)
              ? "{ from = %ds, to = %ds }".formatted(from, to)
              : "{ from = %ds, to = %ds, probability = %s }"
                  .formatted(from, to, draw.share(0.1, 1)));
      from = to + draw.from(0, 30);
    }
    return stretches.toString();
  }

  private void scope(String key, int clients, int groups) {
    if (draw.chance(0.2)) {
      List<Integer> some = new ArrayList<>();
      for (int client = draw.from(0, clients - 1); client < clients; client += draw.from(1, 5)) {
        some.add(client);
      }
      keys.put(key + "clients", some.toString());
    }
    if (groups > 0 && draw.chance(0.15)) {
      keys.put(key + "groups", "[group-" + draw.from(1, groups) + "]");
    }
  }

  private void restart(String key) {
    keys.put(key + "after", draw.durations(0.1, 60));
    keys.put(key + "downtime", draw.durations(0.1, 60));
    if (draw.chance(0.3)) {
      keys.put(key + "at", "[%s, %s]".formatted(draw.seconds(1, 100), draw.seconds(1, 100)));
    }
  }

  private void crash(String key) {
    keys.put(key + "downtime", draw.durations(1, 60));
    keys.put(key + "private-part", draw.one("survives", "lost"));
    keys.put(key + "safe-copy-every", "" + draw.from(1, 4));
    if (draw.chance(0.5)) {
      keys.put(key + "phases.before", draw.share(0.1, 1));
      keys.put(key + "phases.during", draw.chance(0.3) ? "0" : draw.share(0, 1));
      keys.put(key + "phases.upload", draw.chance(0.3) ? "0" : draw.share(0, 1));
    }
  }
}
