package io.fedlora.report.page;

import io.fedlora.report.reading.Absence;
import io.fedlora.report.reading.RoundSpan;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Trip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who did what when: lanes of the clients shown, bands of the rounds, and over all clients how many
 * were doing what.
 */
final class TimelineData {
  private static final int MOST_LANES = 160;
  private static final int MOST_TRIPS = 24_000;
  private static final int BINS = 240;

  private final RunReading run;
  private final Tick tick;
  private final long now;
  private final Map<String, Long> reasons = new LinkedHashMap<>();

  private TimelineData(RunReading run, Tick tick) {
    this.run = run;
    this.tick = tick;
    this.now = run.story().now();
  }

  static Map<String, Object> of(RunReading run, Tick tick) {
    return new TimelineData(run, tick).data();
  }

  /** Mean number of clients in each state, in equal spans of time from start to end. */
  static Map<String, Object> activity(RunReading run, Tick tick) {
    return new TimelineData(run, tick).activity();
  }

  private Map<String, Object> data() {
    Set<Integer> asked = new TreeSet<>();
    run.story().trips().forEach(trip -> asked.add(trip.client()));
    List<Integer> lanes = lanes(asked);
    Map<Integer, Integer> lane = new TreeMap<>();
    lanes.forEach(client -> lane.put(client, lane.size()));
    List<List<Long>> trips = new ArrayList<>();
    for (Trip trip : run.story().trips()) {
      Integer at = lane.get(trip.client());
      if (at != null) {
        trips.add(row(trip, at));
      }
    }
    List<List<Long>> away = new ArrayList<>();
    for (Absence absence : run.story().absences()) {
      Integer at = lane.get(absence.client());
      if (at != null) {
        away.add(
            List.of(
                (long) at,
                tick.at(absence.from()),
                tick.at(absence.until()),
                reason(absence.reason())));
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("of", run.story().clients().size());
    data.put("asked", asked.size());
    data.put("lanes", lanes);
    data.put("tiers", tiers(lanes));
    data.put("trips", trips);
    data.put("away", away);
    data.put("reasons", new ArrayList<>(reasons.keySet()));
    data.put("rounds", rounds());
    data.put("activity", activity());
    return data;
  }

  /** In the order of tiers and groups; of too many clients, some of those that took part. */
  private List<Integer> lanes(Set<Integer> asked) {
    SortedMap<Integer, Integer> tiers = run.story().tiers();
    Collection<Integer> clients = run.story().clients().keySet();
    int each = Math.max(1, run.story().trips().size() / Math.max(1, clients.size()));
    int most = Math.max(8, Math.min(MOST_LANES, MOST_TRIPS / each));
    Collection<Integer> among = clients.size() <= most || asked.isEmpty() ? clients : asked;
    List<Integer> lanes = new ArrayList<>(ClientsData.chosen(run, among, most));
    lanes.sort(Comparator.comparing(client -> tiers.getOrDefault(client, Integer.MAX_VALUE)));
    return lanes;
  }

  /** The tier of each lane, 0 for none; empty where there are no tiers. */
  private List<Integer> tiers(List<Integer> lanes) {
    SortedMap<Integer, Integer> tiers = run.story().tiers();
    return tiers.isEmpty()
        ? List.of()
        : lanes.stream().map(client -> tiers.getOrDefault(client, 0)).toList();
  }

  /** Lane, round, outcome, reason, then download, work and upload as from and to; −1 for none. */
  private List<Long> row(Trip trip, int lane) {
    boolean worked = trip.started() != Trip.NEVER;
    boolean sent = trip.uploaded() != Trip.NEVER;
    return List.of(
        (long) lane,
        (long) trip.round(),
        trip.isMergedLate() ? 6L : trip.outcome().ordinal(),
        reason(trip.reason()),
        tick.at(trip.sent()),
        tick.at(trip.downloadEnd(now)),
        worked ? tick.at(trip.started()) : -1,
        worked ? tick.at(trip.workEnd(now)) : -1,
        sent ? tick.at(trip.uploaded()) : -1,
        sent ? tick.at(trip.uploadEnd(now)) : -1,
        tick.at(trip.ended()));
  }

  private long reason(String text) {
    return reasons.computeIfAbsent(text, reason -> (long) reasons.size());
  }

  /** Number, opening, close, deadline, how many were asked, why it closed. */
  private List<List<Object>> rounds() {
    List<List<Object>> rows = new ArrayList<>();
    for (RoundSpan round : run.story().rounds().values()) {
      rows.add(
          List.of(
              round.round(),
              tick.at(round.opened()),
              tick.at(round.closed() < 0 ? now : round.closed()),
              tick.at(round.deadline()),
              round.asked(),
              round.why()));
    }
    return rows;
  }

  private Map<String, Object> activity() {
    Share down = new Share(now, BINS);
    Share work = new Share(now, BINS);
    Share up = new Share(now, BINS);
    Share away = new Share(now, BINS);
    for (Trip trip : run.story().trips()) {
      down.add(trip.sent(), trip.downloadEnd(now));
      if (trip.started() != Trip.NEVER) {
        work.add(trip.started(), trip.workEnd(now));
      }
      if (trip.uploaded() != Trip.NEVER) {
        up.add(trip.uploaded(), trip.uploadEnd(now));
      }
    }
    run.story().absences().forEach(absence -> away.add(absence.from(), absence.until()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("bins", BINS);
    data.put("download", down.means());
    data.put("work", work.means());
    data.put("upload", up.means());
    data.put("away", away.means());
    return data;
  }
}
