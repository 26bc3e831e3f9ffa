package io.fedlora.report.reading;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Everything of one kind that went wrong, or otherwise than in a quiet run. */
public final class Incident {
  private final IncidentKind kind;
  private final String example;
  private final long first;
  private final BitSet clients = new BitSet();
  private final List<Trip> trips = new ArrayList<>();
  private long last;
  private long count;

  Incident(IncidentKind kind, String example, long first) {
    this.kind = kind;
    this.example = example;
    this.first = first;
  }

  void happened(long time) {
    last = time;
    count++;
  }

  void to(int client) {
    if (client >= 0) {
      clients.set(client);
    }
  }

  void of(Trip trip) {
    trips.add(trip);
  }

  /** The event's type, as {@code request-lost}. */
  public String type() {
    return kind.type();
  }

  /** Its reason or kind, with … for what differs; empty where it has none. */
  public String reason() {
    return kind.reason();
  }

  /** The reason of the first one, in full. */
  public String example() {
    return example;
  }

  /** Whether an absence for that reason is one of these. */
  public boolean covers(Absence absence) {
    return IncidentKind.common(absence.reason()).equals(kind.reason());
  }

  public long first() {
    return first;
  }

  public long last() {
    return last;
  }

  public long count() {
    return count;
  }

  /** How many clients it happened to. */
  public int clients() {
    return clients.cardinality();
  }

  /** The requests it happened to, where it happened to requests. */
  public List<Trip> trips() {
    return trips;
  }
}
