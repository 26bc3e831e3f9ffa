package io.fedlora.check;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Invariant 3: rounds follow each other, close in time, and merge only with their quorum. */
final class RoundCheck implements Inspector {
  private static final int INVARIANT = 3;

  private static final class Open {
    private final Line opened;
    private final int number;
    private final Set<Integer> asked;
    private final Set<Integer> unsent;
    private final Set<Long> waiting = new LinkedHashSet<>();
    private final long end;
    private int arrived;
    private int merged;
    private long mergedAt = -1;
    private boolean overdue;

    Open(Line opened, long end) {
      this.opened = opened;
      this.number = opened.round();
      this.asked = new TreeSet<>(opened.numbers("asked"));
      this.unsent = new TreeSet<>(asked);
      this.end = end;
    }
  }

  private final Rules rules;
  private final Findings findings;
  private final Closing closing;
  private final Map<Long, Long> kept = new TreeMap<>();
  private int rounds;
  private @Nullable Open open;

  RoundCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
    this.closing = new Closing(findings);
  }

  @Override
  public void see(Line line) {
    // In wall time the clock runs on while what was due before the deadline is still being done.
    if (open != null && !rules.wall() && line.time() > open.end && !open.overdue) {
      open.overdue = true;
      findings.violation(
          INVARIANT, open.opened, "is still open in seq " + line.seq() + ", after " + open.end);
    }
    switch (line.type()) {
      case "round-opened" -> opened(line);
      case "request-sent" -> sent(line);
      case "update-received" -> received(line);
      case "update-kept", "update-late" -> {
        if (isOpen(line)) {
          findings.violation(INVARIANT, line, "is taken to be late while its round is open");
        }
        if (line.type().equals("update-kept")) {
          kept.put(line.request(), line.time());
        } else {
          kept.remove(line.request());
        }
      }
      case "update-merged" -> merged(line);
      case "request-cancelled" -> {
        if (line.text("reason").equals("quorum-missed") && !settle(line)) {
          findings.violation(INVARIANT, line, "it had not arrived in a round that is open");
        }
      }
      case "request-lost" -> {
        if (line.text("reason").equals("server-restart")) {
          settle(line);
        }
      }
      case "round-closed" -> closed(line);
      default -> {}
    }
  }

  private boolean isOpen(Line line) {
    return open != null && open.number == line.round();
  }

  private boolean settle(Line line) {
    return open != null && open.waiting.remove(line.request());
  }

  private void opened(Line line) {
    findings.count("rounds", 1);
    if (open != null) {
      findings.violation(INVARIANT, line, "opens while round " + open.number + " is open");
    }
    if (line.round() != rounds + 1) {
      findings.violation(INVARIANT, line, "comes after round " + rounds);
    }
    rounds = line.round();
    long end = rules.end(line.time());
    long said = line.whole("deadline");
    if (said != (rules.deadline() < 0 ? -1 : end)) {
      findings.violation(INVARIANT, line, "its deadline is " + said + ", the rules say " + end);
    }
    open = new Open(line, end);
    if (open.asked.size() != line.numbers("asked").size()) {
      findings.violation(INVARIANT, line, "asks a client twice");
    }
  }

  private void sent(Line line) {
    if (open == null || !isOpen(line)) {
      findings.violation(INVARIANT, line, "its round is not open");
    } else if (!open.unsent.remove(line.client())) {
      findings.violation(
          INVARIANT,
          line,
          open.asked.contains(line.client())
              ? "the client is asked twice in the round"
              : "the client is not among those asked, " + open.asked);
    }
  }

  private void received(Line line) {
    if (open == null || !isOpen(line)) {
      findings.violation(INVARIANT, line, "is received as in its round, which is not open");
      return;
    }
    open.waiting.add(line.request());
    open.arrived++;
  }

  private void merged(Line line) {
    if (open == null) {
      findings.violation(INVARIANT, line, "is merged while no round is open");
      return;
    }
    open.merged++;
    open.mergedAt = line.time();
    boolean inTime = settle(line);
    Long since = kept.remove(line.request());
    if (since != null && since >= open.end) {
      findings.violation(
          INVARIANT,
          line,
          "came at "
              + since
              + ", after the deadline "
              + open.end
              + ", and waits for the next merge");
    }
    if (inTime == line.flag("late") || inTime != isOpen(line)) {
      findings.violation(
          INVARIANT,
          line,
          "late is %s, but the update was %s in round %d"
              .formatted(line.flag("late"), inTime ? "received" : "not received", open.number));
    }
  }

  private void closed(Line line) {
    Open round = open;
    if (round == null || !isOpen(line)) {
      findings.violation(INVARIANT, line, "closes, but is not open");
      return;
    }
    open = null;
    closing.count(line, "asked", round.asked.size());
    closing.count(line, "arrived", round.arrived);
    closing.count(line, "merged", round.merged);
    String reason = line.text("reason");
    boolean restart = reason.equals("restart");
    boolean atEnd = reason.equals("deadline") || reason.equals("nobody");
    if (atEnd && (line.time() < round.end || (line.time() > round.end && !rules.wall()))) {
      findings.violation(
          INVARIANT,
          line,
          "closes for " + reason + " at " + line.time() + ", its deadline is " + round.end);
    }
    if (!restart && reason.equals("nobody") != round.asked.isEmpty()) {
      findings.violation(INVARIANT, line, "closes for " + reason + " with asked " + round.asked);
    }
    if (reason.equals("enough") && (round.arrived == 0 || round.arrived == round.asked.size())) {
      findings.violation(INVARIANT, line, "closes for enough with " + round.arrived + " arrived");
    }
    boolean quorum = !restart && round.arrived >= rules.needed(round.asked.size());
    if (quorum != line.flag("quorum") || quorum != round.merged > 0) {
      findings.violation(
          INVARIANT,
          line,
          "%d of %d arrived, %d are needed; quorum is %s and %d are merged"
              .formatted(
                  round.arrived,
                  round.asked.size(),
                  rules.needed(round.asked.size()),
                  line.flag("quorum"),
                  round.merged));
    }
    if (round.merged > 0 && round.mergedAt != line.time()) {
      findings.violation(INVARIANT, line, "was merged before it closed, at " + round.mergedAt);
    }
    if (!round.unsent.isEmpty()) {
      findings.violation(INVARIANT, line, "no request went to " + round.unsent);
    }
    if (!round.waiting.isEmpty()) {
      findings.violation(
          INVARIANT, line, "requests " + round.waiting + " arrived and were not settled");
    }
  }

  @Override
  public void end(boolean complete) {
    closing.end(open == null ? null : open.opened, complete);
  }
}
