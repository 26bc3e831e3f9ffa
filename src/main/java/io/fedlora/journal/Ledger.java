package io.fedlora.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of every request, kept by those who watch the run: it knows which are open, sees to
 * it that each ends once, and journals the ends. The actors tell it what they make of what arrives,
 * and ask it nothing: it knows of losses long before any of them could.
 */
public final class Ledger {
  private final Journal journal;

  /** In the order in which they were made, which is that of their numbers. */
  private final Map<Long, Open> open = new LinkedHashMap<>();

  private final Map<Outcome, Long> ends = new EnumMap<>(Outcome.class);
  private long requested;
  private long mergedLate;
  private long duplicates;

  private static final class Open {
    private final int round;
    private final int client;
    private boolean inHand;

    Open(int round, int client) {
      this.round = round;
      this.client = client;
    }
  }

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

  /** Its update has arrived in time to be merged. */
  public void received(Event.UpdateReceived received) {
    takeInHand(received.request());
    journal.append(received);
  }

  /** Its update has arrived after its round, and waits for the next merge. */
  public void kept(Event.UpdateKept kept) {
    takeInHand(kept.request());
    journal.append(kept);
  }

  private void takeInHand(long request) {
    Open found = open.get(request);
    if (found == null) {
      throw new IllegalStateException("request " + request + " is answered, but it is not open");
    }
    found.inHand = true;
  }

  /** Its update came late, or has grown too old in hand, and was not used. */
  public void late(long request) {
    Open ended = end(request, Outcome.LATE);
    journal.append(new Event.UpdateLate(request, ended.round, ended.client));
  }

  /**
   * A client sends what the server does not wait for: it is late, or a duplicate if the request has
   * ended or its update is in hand.
   */
  public void unexpected(long request, int client) {
    if (isUnanswered(request, client)) {
      late(request);
    } else {
      duplicate(request, client);
    }
  }

  /** What a client sent was wrong; a duplicate if the request has ended or been answered. */
  public void rejected(long request, int client, String reason) {
    if (isUnanswered(request, client)) {
      Open ended = end(request, Outcome.REJECTED);
      journal.append(new Event.UpdateRejected(request, ended.round, ended.client, reason));
    } else {
      duplicate(request, client);
    }
  }

  private boolean isUnanswered(long request, int client) {
    Open found = open.get(request);
    return found != null && found.client == client && !found.inHand;
  }

  /** Its answer is no longer wanted; of no effect if it has ended already. */
  public void cancelled(long request, String reason) {
    if (open.containsKey(request)) {
      Open ended = end(request, Outcome.CANCELLED);
      journal.append(new Event.RequestCancelled(request, ended.round, ended.client, reason));
    }
  }

  /** Nothing will arrive; of no effect if it has ended already. */
  public void lost(long request, String reason) {
    if (open.containsKey(request)) {
      Open ended = end(request, Outcome.LOST);
      journal.append(new Event.RequestLost(request, ended.round, ended.client, reason));
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
