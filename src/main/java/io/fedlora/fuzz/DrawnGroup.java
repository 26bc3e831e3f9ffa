package io.fedlora.fuzz;

import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a group of the fleet: how fast its clients are, when they are there, how they behave. */
final class DrawnGroup {
  private static final List<String> BEHAVIOURS =
      Registries.BEHAVIOURS.listings().stream().map(Listing::name).toList();

  private DrawnGroup() {}

  static Map<String, String> of(Choice draw) {
    Map<String, String> group = new LinkedHashMap<>();
    group.put(Draft.WEIGHT, "" + draw.from(1, 4));
    group.put("speed", draw.amount(4_000, 400_000, ""));
    group.put("speed-jitter", draw.chance(0.5) ? "0" : draw.share(0, 1));
    group.put("up", draw.amount(100, 1e5, "B"));
    group.put("down", draw.amount(100, 1e5, "B"));
    group.put("latency", draw.chance(0.1) ? "0s" : draw.seconds(0.01, 3));
    group.put("jitter", draw.chance(0.5) ? "0s" : draw.seconds(0.01, 5));
    if (draw.chance(0.15)) {
      group.put("dropout", draw.share(0, 0.6));
    }
    if (draw.chance(0.4)) {
      group.put("available", available(draw));
    }
    boolean joins = draw.chance(0.15);
    if (joins) {
      group.put("joins", draw.durations(1, 30));
    }
    if (draw.chance(0.15)) {
      group.put("leaves", joins ? draw.seconds(91, 300) : draw.durations(30, 300));
    }
    if (draw.chance(0.1)) {
      group.put("work-per-day", draw.seconds(10, 200));
    }
    if (draw.chance(0.2)) {
      group.put("behaviour", draw.one(BEHAVIOURS));
    } else if (draw.chance(0.15)) {
      group.put("behaviours", behaviours(draw));
    }
    return group;
  }

  private static String behaviours(Choice draw) {
    Map<String, String> shares = new LinkedHashMap<>();
    for (int some = draw.from(1, 2); some > 0; some--) {
      shares.put(draw.one(BEHAVIOURS), draw.share(0.1, 0.5));
    }
    return shares.toString().replace("=", " = ");
  }

  private static String available(Choice draw) {
    return switch (draw.from(0, 3)) {
      case 0 -> {
        int from = draw.from(0, 30);
        yield "{ period = %ds, windows = [ { from = %ds, to = %ds } ] }"
            .formatted(from + 60 + draw.from(0, 60), from, from + draw.from(1, 60));
      }
      case 1 ->
          "{ kind = markov, mean-on = %s, mean-off = %s }"
              .formatted(draw.seconds(5, 100), draw.seconds(5, 60));
      case 2 ->
          "{ kind = trace, file = \"%s\", repeat = %s }"
              .formatted(
                  Presences.name(draw.from(1, Presences.COUNT)),
                  draw.chance(0.5) ? "none" : draw.seconds(1200, 3600));
      default ->
          "{ kind = diurnal, period = 100s, mean = %s, amplitude = 0.2, peak = 20s, slot = 7s }"
              .formatted(draw.share(0.3, 0.7));
    };
  }
}
