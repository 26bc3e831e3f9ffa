package io.fedlora.report;

import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened to each client, added up from the events as they come. */
public final class ClientTally implements Journal {
  private final SortedMap<Integer, Fate> fates = new TreeMap<>();
  private final SortedMap<String, Long> faults = new TreeMap<>();
  private final SortedMap<String, Long> unmerged = new TreeMap<>();
  private long steps;
  private long tokens;
  private long flops;
  private long finished;
  private int awayNow;

  /** What happened to one client. */
  public static final class Fate {
    private final String group;
    private final int train;
    private int requested;
    private int merged;
    private int mergedLate;
    private int late;
    private int lost;
    private int rejected;
    private int cancelled;
    private int timesAway;

    Fate(String group, int train) {
      this.group = group;
      this.train = train;
    }

    /** Its group in the fleet. */
    public String group() {
      return group;
    }

    /** Its training texts. */
    public int train() {
      return train;
    }

    /** Requests made of it. */
    public int requested() {
      return requested;
    }

    /** Updates merged, late ones included. */
    public int merged() {
      return merged;
    }

    /** Updates merged although they came late. */
    public int mergedLate() {
      return mergedLate;
    }

    /** Updates that came late and were not used. */
    public int late() {
      return late;
    }

    /** Requests that nothing came of. */
    public int lost() {
      return lost;
    }

    /** Updates that were wrong. */
    public int rejected() {
      return rejected;
    }

    /** Answers that were no longer wanted. */
    public int cancelled() {
      return cancelled;
    }

    /** How often it went away. */
    public int timesAway() {
      return timesAway;
    }
  }

  @Override
  public synchronized void append(Event event) {
    if (event instanceof Event.ClientRegistered registered) {
      fates.put(registered.client(), new Fate(registered.group(), registered.train()));
    } else if (event instanceof Event.RequestSent sent) {
      of(sent.client()).requested++;
    } else if (event instanceof Event.UpdateMerged merged) {
      of(merged.client()).merged++;
      of(merged.client()).mergedLate += merged.late() ? 1 : 0;
    } else if (event instanceof Event.UpdateLate late) {
      of(late.client()).late++;
      unmerged("late", "");
    } else if (event instanceof Event.RequestLost lost) {
      of(lost.client()).lost++;
      unmerged("lost", lost.reason());
    } else if (event instanceof Event.UpdateRejected rejected) {
      of(rejected.client()).rejected++;
      unmerged("rejected", "");
    } else if (event instanceof Event.RequestCancelled cancelled) {
      of(cancelled.client()).cancelled++;
      unmerged("cancelled", cancelled.reason());
    } else if (event instanceof Event.ClientAway away) {
      of(away.client()).timesAway++;
      awayNow++;
    } else if (event instanceof Event.ClientBack) {
      awayNow--;
    } else if (event instanceof Event.FaultInjected fault) {
      faults.merge(fault.kind(), 1L, Long::sum);
    } else if (event instanceof Event.ServerDown fault) {
      faults.merge(fault.kind(), 1L, Long::sum);
    } else if (event instanceof Event.WorkFinished done) {
      finished++;
      add(done.steps(), done.tokens(), done.flops());
    } else if (event instanceof Event.WorkAbandoned broken) {
      add(broken.steps(), broken.tokens(), broken.flops());
    }
  }

  private Fate of(int client) {
    return fates.computeIfAbsent(client, k -> new Fate("", 0));
  }

  private void unmerged(String how, String why) {
    unmerged.merge(why.isEmpty() ? how : how + " (" + why + ")", 1L, Long::sum);
  }

  private void add(long moreSteps, long moreTokens, long moreFlops) {
    steps += moreSteps;
    tokens += moreTokens;
    flops += moreFlops;
  }

  /** What happened to each client, by client. */
  public SortedMap<Integer, Fate> fates() {
    return fates;
  }

  /** How many times each fault has happened, by kind. */
  public synchronized SortedMap<String, Long> faults() {
    return new TreeMap<>(faults);
  }

  /** How many requests ended otherwise than in a merge, as {@code lost (away)}. */
  public synchronized SortedMap<String, Long> unmerged() {
    return new TreeMap<>(unmerged);
  }

  /** How many clients are away at this moment. */
  public synchronized int awayNow() {
    return awayNow;
  }

  /** How many times local work has been finished. */
  public synchronized long finished() {
    return finished;
  }

  /** Counted local work so far. */
  public synchronized Summary.Compute compute() {
    return new Summary.Compute(steps, tokens, flops);
  }
}
