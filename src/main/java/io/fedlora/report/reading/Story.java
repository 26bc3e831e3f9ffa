package io.fedlora.report.reading;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal tells, put together event by event. An event of a type that is not known here is
 * kept as an {@link Incident}, so that no kind of fault stays untold.
 */
public final class Story {
  private static final Set<String> QUIET =
      Set.of(
          "run-started",
          "client-registered",
          "client-timed",
          "tier-formed",
          "tier-opened",
          "tier-closed",
          "round-opened",
          "request-sent",
          "work-started",
          "work-finished",
          "update-sent",
          "message-sent",
          "update-received",
          "update-kept",
          "update-merged",
          "client-back",
          "round-closed",
          "part-decided",
          "run-completed");

  private final SortedMap<Integer, Registration> clients = new TreeMap<>();
  private final SortedMap<Integer, RoundSpan> rounds = new TreeMap<>();
  private final SortedMap<Long, Trip> trips = new TreeMap<>();
  private final SortedMap<Integer, Long> staleness = new TreeMap<>();
  private final SortedMap<Integer, Absence> awayNow = new TreeMap<>();
  private final List<Absence> absences = new ArrayList<>();
  private final SortedMap<Integer, Integer> tiers = new TreeMap<>();
  private final Map<IncidentKind, Incident> incidents = new LinkedHashMap<>();
  private final Flow up = new Flow();
  private final Flow down = new Flow();
  private final Flow flops = new Flow();
  private long now;
  private boolean complete;
  private boolean wall;
  private String metric = "";

  /** Takes the next event. */
  void add(JsonObject object) {
    Line event = new Line(object);
    String type = event.text("type");
    long time = event.whole("t");
    now = Math.max(now, time);
    int client = event.count("client");
    Trip trip = trips.get(event.whole("request"));
    switch (type) {
      case "run-started" -> {
        wall = event.text("pace").equals("wall");
        metric = event.text("metric");
      }
      case "run-completed" -> complete = true;
      case "client-registered" -> clients.put(client, registration(client, event));
      case "round-opened" -> {
        int round = event.count("round");
        long deadline = event.whole("deadline");
        rounds.put(
            round, new RoundSpan(round, time, event.items("asked"), deadline, -1, "", false, 0, 0));
      }
      case "round-closed" -> close(event, time);
      case "tier-formed" ->
          event.wholes("clients").forEach(one -> tiers.put(one, event.count("tier")));
      case "request-sent" -> {
        trips.put(event.whole("request"), new Trip(client, event.count("round"), time));
        down.add(time, event.whole("bytes"));
      }
      case "message-sent" ->
          (event.text("direction").equals("up") ? up : down).add(time, event.whole("bytes"));
      case "update-sent" -> up.add(time, event.whole("bytes"));
      case "work-finished", "work-abandoned" -> flops.add(time, event.whole("flops"));
      case "client-away" ->
          awayNow.put(client, new Absence(client, time, -1, event.text("reason")));
      case "client-back" -> back(client, time);
      default -> {}
    }
    if (trip != null) {
      travel(trip, type, time, event);
    }
    if (!QUIET.contains(type)) {
      incident(type, event, time, client, trip);
    }
  }

  private static Registration registration(int client, Line event) {
    SortedMap<String, Integer> labels = new TreeMap<>();
    event.object("labels").entrySet().forEach(e -> labels.put(e.getKey(), e.getValue().getAsInt()));
    return new Registration(
        client,
        event.text("group"),
        event.text("behaviour"),
        event.whole("train"),
        event.whole("test"),
        labels,
        event.number("speed"));
  }

  private void close(Line event, long time) {
    int round = event.count("round");
    RoundSpan open = rounds.get(round);
    rounds.put(
        round,
        new RoundSpan(
            round,
            open == null ? time : open.opened(),
            event.count("asked"),
            open == null ? -1 : open.deadline(),
            time,
            event.text("reason"),
            event.flag("quorum"),
            up.total(),
            down.total()));
  }

  private void back(int client, long time) {
    Absence gone = awayNow.remove(client);
    if (gone != null) {
      absences.add(new Absence(client, gone.from(), time, gone.reason()));
    }
  }

  private void travel(Trip trip, String type, long time, Line event) {
    String reason = event.text("reason");
    switch (type) {
      case "work-started" -> trip.started(time);
      case "work-finished", "work-abandoned", "work-failed" -> trip.finished(time);
      case "update-sent" -> trip.uploaded(time);
      case "update-received", "update-kept" -> trip.arrived(time);
      case "update-merged" -> {
        trip.ended(time, Trip.Outcome.MERGED, "");
        trip.mergedLate(event.flag("late"));
        staleness.merge(event.count("staleness"), 1L, Long::sum);
      }
      case "update-late" -> {
        trip.arrived(time);
        trip.ended(time, Trip.Outcome.LATE, "");
      }
      case "update-rejected" -> {
        trip.arrived(time);
        trip.ended(time, Trip.Outcome.REJECTED, reason);
      }
      case "request-lost" -> trip.ended(time, Trip.Outcome.LOST, reason);
      case "request-cancelled" -> trip.ended(time, Trip.Outcome.CANCELLED, reason);
      default -> {}
    }
  }

  private void incident(String type, Line event, long time, int client, @Nullable Trip trip) {
    String reason = event.has("reason") ? event.text("reason") : event.text("kind");
    Incident incident =
        incidents.computeIfAbsent(
            IncidentKind.of(type, reason), kind -> new Incident(kind, reason, time));
    incident.happened(time);
    incident.to(client);
    if (trip != null) {
      incident.of(trip);
    }
  }

  /** The clients that registered, by number. */
  public SortedMap<Integer, Registration> clients() {
    return clients;
  }

  /** The rounds so far, by number. */
  public SortedMap<Integer, RoundSpan> rounds() {
    return rounds;
  }

  /** The tier of each client by number, the fastest being the first; empty without tiers. */
  public SortedMap<Integer, Integer> tiers() {
    return tiers;
  }

  /** Every request, in the order in which they were sent. */
  public Collection<Trip> trips() {
    return trips.values();
  }

  /** How many updates were merged with that many merges missed. */
  public SortedMap<Integer, Long> staleness() {
    return staleness;
  }

  /** Every absence, those that are over first; the others reach to {@link #now}. */
  public List<Absence> absences() {
    List<Absence> all = new ArrayList<>(absences);
    awayNow.values().forEach(a -> all.add(new Absence(a.client(), a.from(), now, a.reason())));
    return all;
  }

  /** What went otherwise than in a quiet run, in the order of its first time. */
  public Collection<Incident> incidents() {
    return incidents.values();
  }

  /** Bytes sent up. */
  public Flow up() {
    return up;
  }

  /** Bytes sent down. */
  public Flow down() {
    return down;
  }

  /** Counted FLOPs of local work. */
  public Flow flops() {
    return flops;
  }

  /** Virtual nanoseconds of the last event. */
  public long now() {
    return now;
  }

  /** Whether the run has come to its end. */
  public boolean isComplete() {
    return complete;
  }

  /** What models are scored by, as {@code accuracy}; empty as long as nothing has happened. */
  public String metric() {
    return metric;
  }

  /** Whether the run was paced by the wall clock. */
  public boolean isWall() {
    return wall;
  }
}
