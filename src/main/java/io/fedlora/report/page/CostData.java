package io.fedlora.report.page;

import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Story;
import io.fedlora.report.reading.Trip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Traffic and work as they added up, and who took part how often and how stale. */
final class CostData {
  private static final int POINTS = 160;

  private CostData() {}

  /** Bytes up and down and FLOPs by instants that are equally far apart. */
  static Map<String, Object> flows(RunReading run, Tick tick) {
    Story story = run.story();
    List<Long> times = new ArrayList<>();
    List<Long> up = new ArrayList<>();
    List<Long> down = new ArrayList<>();
    List<Long> flops = new ArrayList<>();
    for (int i = 0; i <= POINTS; i++) {
      long time = (long) (story.now() / (double) POINTS * i);
      time = i == POINTS ? story.now() : time;
      times.add(tick.at(time));
      up.add(story.up().at(time));
      down.add(story.down().at(time));
      flops.add(story.flops().at(time));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("t", times);
    data.put("up", up);
    data.put("down", down);
    data.put("flops", flops);
    return data;
  }

  /** How many clients had that many updates merged, as pairs. */
  static List<List<Long>> participation(RunReading run) {
    TreeMap<Long, Long> clients = new TreeMap<>();
    ClientsData.outcomes(run)
        .values()
        .forEach(row -> clients.merge(row[Trip.Outcome.MERGED.ordinal()], 1L, Long::sum));
    return pairs(clients);
  }

  /** How many updates were merged with that many merges missed, as pairs. */
  static List<List<Long>> staleness(RunReading run) {
    TreeMap<Long, Long> counts = new TreeMap<>();
    run.story().staleness().forEach((missed, many) -> counts.put((long) missed, many));
    return pairs(counts);
  }

  /** How often each of some values is there, as pairs. */
  static List<List<Long>> counts(List<Long> values) {
    TreeMap<Long, Long> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return pairs(counts);
  }

  private static List<List<Long>> pairs(TreeMap<Long, Long> counts) {
    return counts.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList();
  }

  /** How the requests of each round ended: round, then a number for each outcome. */
  static List<List<Long>> outcomes(RunReading run) {
    TreeMap<Integer, long[]> rounds = new TreeMap<>();
    for (Trip trip : run.story().trips()) {
      int place = trip.isMergedLate() ? 6 : trip.outcome().ordinal();
      rounds.computeIfAbsent(trip.round(), r -> new long[7])[place]++;
    }
    List<List<Long>> rows = new ArrayList<>();
    rounds.forEach(
        (round, row) -> {
          List<Long> cells = new ArrayList<>(List.of((long) round));
          for (long cell : row) {
            cells.add(cell);
          }
          rows.add(cells);
        });
    return rows;
  }
}
