package io.fedlora.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of every request, kept by those who watch the run: it knows which are open, sees to
 * it that each ends once, and journals the ends. No actor decides anything by it, except to leave
 * alone what has ended.
 */
public final class Ledger {
  private final Journal journal;

  /** In the order in which they were made, which is that of their numbers. */
  private final Map<Long, Open> open = new LinkedHashMap<>();

  private final Map<Outcome, Long> ends = new EnumMap<>(Outcome.class);
  private long requested;
  private long mergedLate;
  private long duplicates;

  private record Open(int round, int client) {}

  /** An empty account. */
  public Ledger(Journal journal) {
    this.journal = journal;
    for (Outcome outcome : Outcome.values()) {
      ends.put(outcome, 0L);
    }
  }

  /** A request has been made. */
  public void requested(Event.RequestSent sent) {
    if (open.put(sent.request(), new Open(sent.round(), sent.client())) != null) {
      throw new IllegalStateException("request " + sent.request() + " was made twice");
    }
    requested++;
    journal.append(sent);
  }

  /** Its update was merged. */
  public void merged(Event.UpdateMerged merged) {
    end(merged.request(), Outcome.MERGED);
    if (merged.late()) {
      mergedLate++;
    }
    journal.append(merged);
  }

  /** Its update came late and was not used. */
  public void late(long request) {
    Open ended = end(request, Outcome.LATE);
    journal.append(new Event.UpdateLate(request, ended.round(), ended.client()));
  }

  /** What arrived was wrong. */
  public void rejected(long request, String reason) {
    Open ended = end(request, Outcome.REJECTED);
    journal.append(new Event.UpdateRejected(request, ended.round(), ended.client(), reason));
  }

  /** Its answer is no longer wanted. */
  public void cancelled(long request, String reason) {
    Open ended = end(request, Outcome.CANCELLED);
    journal.append(new Event.RequestCancelled(request, ended.round(), ended.client(), reason));
  }

  /** Nothing will arrive; of no effect if it has ended already. */
  public void lost(long request, String reason) {
    if (open.containsKey(request)) {
      Open ended = end(request, Outcome.LOST);
      journal.append(new Event.RequestLost(request, ended.round(), ended.client(), reason));
    }
  }

  /** Something arrived for a request that has ended. */
  public void duplicate(long request, int client) {
    duplicates++;
    journal.append(new Event.UpdateDuplicate(request, client));
  }

  /** Whether a request has no end yet. */
  public boolean isOpen(long request) {
    return open.containsKey(request);
  }

  /** Whether a request of a client has no end yet. */
  public boolean isOpen(long request, int client) {
    Open found = open.get(request);
    return found != null && found.client() == client;
  }

  /** Ends everything that is open. */
  public void close() {
    for (long request : new ArrayList<>(open.keySet())) {
      cancelled(request, "open-at-the-end");
    }
  }

  private Open end(long request, Outcome outcome) {
    @Nullable Open ended = open.remove(request);
    if (ended == null) {
      throw new IllegalStateException(
          "request " + request + " cannot end as " + outcome + ": it is not open");
    }
    ends.merge(outcome, 1L, Long::sum);
    return ended;
  }

  /** The counts so far. */
  public Counts counts() {
    return new Counts(
        requested,
        count(Outcome.MERGED),
        mergedLate,
        count(Outcome.LATE),
        count(Outcome.LOST),
        count(Outcome.REJECTED),
        count(Outcome.CANCELLED),
        duplicates);
  }

  private long count(Outcome outcome) {
    return ends.getOrDefault(outcome, 0L);
  }

  /** How many requests ended how; {@code mergedLate} is a part of {@code merged}. */
  public record Counts(
      long requested,
      long merged,
      long mergedLate,
      long late,
      long lost,
      long rejected,
      long cancelled,
      long duplicate) {}
}
