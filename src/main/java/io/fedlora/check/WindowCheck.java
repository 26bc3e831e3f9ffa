package io.fedlora.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 3 without rounds: windows follow each other, each ends when so many updates are in hand
 * or when its time has come, all that is in hand is then merged or nothing is, and no more clients
 * are at work at a time than the rules say.
 */
final class WindowCheck implements Inspector {
  private static final int INVARIANT = 3;

  /** Why requests are lost that the server had in hand when it went down. */
  private static final String RESTART = "server-restart";

  private static final class Open {
    private final Line opened;
    private final long end;
    private final Set<Integer> unsent;
    private int sent;
    private int merged;
    private int before;

    Open(Line opened, long end) {
      this.opened = opened;
      this.end = end;
      this.unsent = new TreeSet<>(opened.numbers("asked"));
    }
  }

  private final Rules rules;
  private final Findings findings;
  private final Closing closing;
  private final Map<Long, Line> atWork = new LinkedHashMap<>();
  private final Map<Long, Line> inHand = new LinkedHashMap<>();
  private final Greetings greetings = new Greetings();
  private @Nullable Line lastReceived;
  private @Nullable Open open;
  private int rounds;
  private int forgotten;
  private boolean overdue;

  WindowCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
    this.closing = new Closing(findings);
  }

  @Override
  public void see(Line line) {
    greetings.see(line);
    if (greetings.isWordOfNothing(line)) {
      atWork.values().removeIf(sent -> sent.client() == line.client());
    }
    // In wall time the clock runs on while what was due before the end is still being done.
    if (open != null && !rules.wall() && line.time() > open.end && !overdue) {
      overdue = true;
      findings.violation(
          INVARIANT, open.opened, "is still open in seq " + line.seq() + ", after " + open.end);
    }
    switch (line.type()) {
      case "round-opened" -> opened(line);
      case "request-sent" -> sent(line);
      case "update-received" -> received(line);
      case "update-merged" -> merged(line);
      case "update-kept" ->
          findings.violation(INVARIANT, line, "nothing is kept for later without rounds");
      case "update-late", "update-rejected", "request-lost" -> ended(line);
      case "request-cancelled" -> cancelled(line);
      case "server-down" -> atWork.clear();
      case "round-closed" -> closed(line);
      default -> {}
    }
  }

  private void opened(Line line) {
    findings.count("rounds", 1);
    if (open != null) {
      findings.violation(INVARIANT, line, "opens while round " + open.opened.round() + " is open");
    }
    if (line.round() != rounds + 1) {
      findings.violation(INVARIANT, line, "comes after round " + rounds);
    }
    rounds = line.round();
    long end = rules.end(line.time());
    if (line.whole("deadline") != end) {
      findings.violation(
          INVARIANT, line, "its end is " + line.whole("deadline") + ", the rules say " + end);
    }
    open = new Open(line, end);
    overdue = false;
  }

  private void sent(Line line) {
    Open window = open;
    if (window == null || window.opened.round() != line.round()) {
      findings.violation(INVARIANT, line, "its round is not open");
      return;
    }
    window.sent++;
    if (!window.unsent.remove(line.client()) && rules.period() >= 0) {
      findings.violation(INVARIANT, line, "the client is not among those asked at the opening");
    }
    for (Line update : inHand.values()) {
      if (update.client() == line.client()) {
        findings.violation(INVARIANT, line, "is asked while its update waits: " + update);
      }
    }
    atWork.values().removeIf(other -> line.time() - other.time() >= rules.patience());
    // A greeting sent before the request may reach the server after it, which then counts on
    // nothing.
    if (!greetings.mayBeOnItsWay(line.client())) {
      atWork.put(line.request(), line);
    }
    if (atWork.size() > rules.concurrency()) {
      findings.violation(
          INVARIANT,
          line,
          atWork.size() + " clients are at work, " + rules.concurrency() + " may be at a time");
    }
  }

  private void received(Line line) {
    atWork.remove(line.request());
    if (open == null) {
      findings.violation(INVARIANT, line, "is received while no round is open");
    }
    if (rules.buffer() > 0 && inHand.size() >= rules.buffer()) {
      findings.violation(
          INVARIANT, line, inHand.size() + " updates were in hand, " + rules.buffer() + " suffice");
    }
    inHand.put(line.request(), line);
    lastReceived = line;
  }

  private void merged(Line line) {
    Open window = open;
    if (window == null) {
      findings.violation(INVARIANT, line, "is merged while no round is open");
      return;
    }
    if (window.merged++ == 0) {
      window.before = inHand.size();
    }
    if (inHand.remove(line.request()) == null) {
      findings.violation(INVARIANT, line, "was not in hand");
    }
  }

  private void ended(Line line) {
    atWork.remove(line.request());
    if (inHand.remove(line.request()) == null) {
      return;
    }
    if (line.is("request-lost") && line.text("reason").equals(RESTART)) {
      forgotten++;
    } else {
      findings.violation(INVARIANT, line, "was in hand and should have been merged");
    }
  }

  private void cancelled(Line line) {
    String reason = line.text("reason");
    if (!reason.equals("open-at-the-end") || open != null || rounds != rules.rounds()) {
      findings.violation(INVARIANT, line, "is cancelled (" + reason + ") before the end");
    }
    atWork.remove(line.request());
    inHand.remove(line.request());
  }

  private void closed(Line line) {
    Open window = open;
    if (window == null || window.opened.round() != line.round()) {
      findings.violation(INVARIANT, line, "closes, but is not open");
      return;
    }
    open = null;
    int arrived = window.merged > 0 ? window.before : inHand.size() + forgotten;
    forgotten = 0;
    closing.count(line, "asked", window.sent);
    closing.count(line, "arrived", arrived);
    closing.count(line, "merged", window.merged);
    if (window.merged > 0 && !inHand.isEmpty()) {
      findings.violation(INVARIANT, line, "merges, but not requests " + inHand.keySet());
    }
    if (!window.unsent.isEmpty()) {
      findings.violation(INVARIANT, line, "no request went to " + window.unsent);
    }
    boolean merges;
    if (line.text("reason").equals("restart")) {
      merges = false;
    } else if (line.text("reason").equals("enough")) {
      enough(line, arrived);
      merges = true;
    } else {
      atEnd(line, window);
      merges = arrived >= (rules.buffer() > 0 ? rules.needed(rules.buffer()) : 1);
    }
    if (merges != line.flag("quorum") || merges != window.merged > 0) {
      findings.violation(
          INVARIANT,
          line,
          "%d were in hand; quorum is %s and %d are merged"
              .formatted(arrived, line.flag("quorum"), window.merged));
    }
  }

  private void enough(Line line, int arrived) {
    if (rules.buffer() == 0 || arrived != rules.buffer()) {
      findings.violation(
          INVARIANT, line, "closes for enough with " + arrived + " of " + rules.buffer());
    }
    if (lastReceived == null || lastReceived.time() != line.time()) {
      findings.violation(INVARIANT, line, "closes for enough, but not as the last one arrives");
    }
  }

  private void atEnd(Line line, Open window) {
    String reason = rules.period() < 0 ? "deadline" : "period";
    if (!line.text("reason").equals(reason)) {
      findings.violation(
          INVARIANT, line, "closes for " + line.text("reason") + " instead of " + reason);
    }
    if (line.time() < window.end || (line.time() > window.end && !rules.wall())) {
      findings.violation(
          INVARIANT, line, "closes at " + line.time() + ", its end is " + window.end);
    }
  }

  @Override
  public void end(boolean complete) {
    closing.end(open == null ? null : open.opened, complete);
  }
}
