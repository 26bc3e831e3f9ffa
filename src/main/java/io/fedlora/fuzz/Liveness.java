package io.fedlora.fuzz;

import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.server.RoundRules;
import io.fedlora.world.Availability;
import io.fedlora.world.Fleet;
import io.fedlora.world.presence.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Watches whether a run comes to life again once the world has healed: nobody who has not left for
 * good is away, who is free is asked, and who is asked answers. That all rounds close shows in the
 * run's coming to its end.
 */
final class Liveness implements Journal {
  /** Long enough for any answer that is drawn, in virtual nanoseconds. */
  private static final long PATIENCE = 7200L * 1_000_000_000L;

  /** No run that is drawn has as many; one that goes on for ever soon has. */
  private static final long MOST_EVENTS = 300_000;

  /** What is still open when the run ends is no excuse for whom it was asked of. */
  private static final String NEVER_ANSWERED = "open-at-the-end";

  private static final int DRAWS = 150;
  private static final int DETECTIONS = 3;

  /** Why a client in a healed world may come back with nothing: its conduct, which is no fault. */
  private static final Set<String> EXCUSES =
      Set.of("overtaken", "busy", "out-of-time", "battery", "lazy", "flapping");

  /**
   * What it came to.
   *
   * @param living clients that have not left for good
   * @param asked how many were asked in the healed world
   * @param heard how many were heard there
   * @param excused how many of the others came back with nothing by their own conduct, or with
   *     values that are too large, were no longer needed, or had been heard before and wait for a
   *     merge that needs more than live
   */
  record Seen(List<String> complaints, long events, int living, int asked, int heard, int excused) {
    /** Whether all who live were heard. */
    boolean isComplete() {
      return heard == living;
    }

    /** The same with another count of events. */
    Seen withEvents(long other) {
      return new Seen(complaints, other, living, asked, heard, excused);
    }
  }

  private final RoundRules rules;
  private final Fleet fleet;
  private final int healedAfter;
  private final LongSupplier now;
  private final Set<Integer> away = new TreeSet<>();
  private final Set<Integer> left = new TreeSet<>();
  private final Set<Integer> heard = new TreeSet<>();
  private final Set<Integer> excused = new TreeSet<>();

  /** When each client was first asked in the healed world. */
  private final Map<Integer, Long> asked = new TreeMap<>();

  private final Set<Long> requests = new TreeSet<>();
  private final List<String> complaints = new ArrayList<>();
  private long healedAt = Long.MAX_VALUE;

  /** Whose updates wait to be merged; who has one is not asked. */
  private final Map<Long, Integer> inHand = new TreeMap<>();

  private final Map<Integer, List<Integer>> tiers = new TreeMap<>();

  /** Who must have been asked: free at an opening when the server could know it. */
  private final Set<Integer> free = new TreeSet<>();

  private long events;

  /** When the last event was; the clock itself may be back at 0 by the end. */
  private long last;

  private int rounds;

  /**
   * @param healedAfter the round with whose close the world heals; 0 for never
   * @param now the clock
   */
  Liveness(RoundRules rules, Fleet fleet, int healedAfter, LongSupplier now) {
    this.rules = rules;
    this.fleet = fleet;
    this.healedAfter = healedAfter;
    this.now = now;
  }

  @Override
  public void append(Event event) {
    if (++events > MOST_EVENTS) {
      throw new IllegalStateException("it goes on and on: " + MOST_EVENTS + " events so far");
    }
    long time = now.getAsLong();
    last = time;
    hold(event);
    if (event instanceof Event.RoundClosed closed && closed.round() == healedAfter) {
      healedAt = time;
      seeWhoHasLeft();
    } else if (event instanceof Event.ClientAway gone) {
      goes(gone, time);
    } else if (event instanceof Event.ClientBack back) {
      away.remove(back.client());
    } else if (time > healedAt) {
      healed(event, time);
    }
  }

  /** Whoever is free among these is asked now. */
  private void asks(List<Integer> clients, long time) {
    if (time > healedAt + Math.max(rules.crashDetection(), rules.deadline())) {
      clients.stream().filter(client -> !inHand.containsValue(client)).forEach(free::add);
    }
  }

  private void hold(Event event) {
    if (event instanceof Event.TierFormed formed) {
      tiers.put(formed.tier(), formed.clients());
    }
    if (event instanceof Event.UpdateReceived received) {
      inHand.put(received.request(), received.client());
    } else if (event instanceof Event.UpdateMerged merged) {
      inHand.remove(merged.request());
    } else if (event instanceof Event.UpdateLate late) {
      inHand.remove(late.request());
    } else if (event instanceof Event.RequestLost lost) {
      inHand.remove(lost.request());
    } else if (event instanceof Event.RequestCancelled cancelled) {
      inHand.remove(cancelled.request());
    }
  }

  private void seeWhoHasLeft() {
    for (int client = 0; client < rules.clients(); client++) {
      Availability availability = fleet.profile(client).availability();
      if (!availability.isOpen(healedAt) && availability.reason(healedAt).equals(Membership.LEFT)) {
        left.add(client);
      }
    }
  }

  private void goes(Event.ClientAway gone, long time) {
    away.add(gone.client());
    if (time > healedAt) {
      complaints.add(
          "client %d goes away in a healed world: %s".formatted(gone.client(), gone.reason()));
    }
  }

  private void healed(Event event, long time) {
    rounds += event instanceof Event.RoundClosed ? 1 : 0;
    if (event instanceof Event.RoundOpened && rules.tiers() == 0) {
      asks(IntStream.range(0, rules.clients()).boxed().toList(), time);
    } else if (event instanceof Event.TierOpened opened) {
      asks(tiers.getOrDefault(opened.tier(), List.of()), time);
    } else if (event instanceof Event.RequestSent sent) {
      requests.add(sent.request());
      asked.putIfAbsent(sent.client(), time);
    } else if (event instanceof Event.RequestLost lost) {
      if (EXCUSES.contains(lost.reason())) {
        excused.add(lost.client());
      } else if (requests.contains(lost.request()) && !left.contains(lost.client())) {
        complaints.add(
            "request %d to client %d is lost in a healed world: %s"
                .formatted(lost.request(), lost.client(), lost.reason()));
      }
    } else if (event instanceof Event.RequestCancelled cancelled
        && !cancelled.reason().equals(NEVER_ANSWERED)) {
      excused.add(cancelled.client());
    } else if (event instanceof Event.UpdateRejected rejected && isTooLarge(rejected)) {
      excused.add(rejected.client());
    } else if (event instanceof Event.UpdateReceived received) {
      heard.add(received.client());
    } else if (event instanceof Event.UpdateLate late) {
      heard.add(late.client());
    } else if (event instanceof Event.UpdateKept kept) {
      heard.add(kept.client());
    }
  }

  /**
   * Whether an update has outgrown the guard. An explosion just below it is merged, and what its
   * common state is trained on to may lie above: that is no fault of a client's.
   */
  private static boolean isTooLarge(Event.UpdateRejected rejected) {
    return rejected.reason().contains(" holds a value of ");
  }

  /** Whether all who live have been heard in the healed world, and nobody of them is away. */
  boolean hasHeardAll() {
    return healedAt < Long.MAX_VALUE
        && IntStream.range(0, rules.clients())
            .allMatch(c -> left.contains(c) || heard.contains(c) && !away.contains(c));
  }

  /**
   * Whether all have been heard who will be: one of twelve is left out of that many draws once in
   * 10⁵, a place that a silent client holds is free by then, and nobody is still at work.
   */
  boolean hasSeenEnough() {
    long detected = healedAt + DETECTIONS * Math.max(rules.crashDetection(), rules.deadline());
    return hasHeardAll()
        || (rounds >= DRAWS
            && last > detected
            && asked.entrySet().stream()
                .allMatch(one -> isDoneWith(one.getKey()) || last - one.getValue() > PATIENCE));
  }

  private boolean isDoneWith(int client) {
    return left.contains(client)
        || heard.contains(client)
        || excused.contains(client)
        || inHand.containsValue(client);
  }

  /** To be called when the run has come to its end, or enough of it has been seen. */
  Seen end() {
    int living = rules.clients() - left.size();
    if (healedAt == Long.MAX_VALUE) {
      return new Seen(complaints, events, 0, 0, 0, 0);
    }
    excused.addAll(inHand.values());
    away.stream()
        .filter(client -> !left.contains(client))
        .forEach(client -> complaints.add("client " + client + " stays away in a healed world"));
    for (int client = 0; client < rules.clients(); client++) {
      Long since = asked.get(client);
      if (left.contains(client)) {
        continue;
      }
      if (since == null && free.contains(client) && asksEverybody()) {
        complaints.add("client " + client + " is never asked in a healed world");
      } else if (since != null && !isDoneWith(client) && last - since > PATIENCE) {
        complaints.add("client " + client + " is never heard in a healed world");
      }
    }
    heard.removeAll(left);
    excused.removeAll(left);
    excused.removeAll(heard);
    return new Seen(complaints, events, living, asked.size(), heard.size(), excused.size());
  }

  /**
   * Without rounds a silent client may be asked again while it still has its place: then there may
   * be none left for another.
   */
  private boolean asksEverybody() {
    return rules.settings().inRounds()
        ? rules.settings().asked(rules.clients()) == rules.clients()
        : rules.concurrency() == rules.clients() && rules.deadline() <= rules.crashDetection();
  }
}
