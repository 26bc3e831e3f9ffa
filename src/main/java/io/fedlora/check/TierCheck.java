package io.fedlora.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 3 in tiers: windows follow each other, and each ends with one tier, when all that it
 * asked have answered or when its time has come; all that the tier has in hand is then merged or
 * nothing is, nothing of another tier is, and only that tier asks anew.
 */
final class TierCheck implements Inspector {
  private static final int INVARIANT = 3;

  /** A tier, and the round of its own that it holds. */
  private static final class Tier {
    private final Set<Integer> clients;
    private final long concurrency;
    private final Map<Long, Line> inHand = new LinkedHashMap<>();
    private Set<Integer> unsent = new TreeSet<>();
    private @Nullable Line opened;
    private boolean overdue;

    Tier(List<Integer> clients, long concurrency) {
      this.clients = new TreeSet<>(clients);
      this.concurrency = concurrency;
    }

    int asked() {
      return opened == null ? 0 : opened.numbers("asked").size();
    }

    long end() {
      return opened == null ? Long.MAX_VALUE : opened.whole("deadline");
    }
  }

  private final Rules rules;
  private final Book book;
  private final Findings findings;
  private final Closing atClose;
  private final TierBook tierBook = new TierBook();
  private final Map<Integer, Tier> tiers = new TreeMap<>();
  private @Nullable Line window;
  private @Nullable Tier closing;
  private List<Integer> askedInWindow = new ArrayList<>();
  private int rounds;
  private int arrived;
  private int merged;
  private int forgotten;
  private long version;

  TierCheck(Rules rules, Book book, Findings findings) {
    this.rules = rules;
    this.book = book;
    this.findings = findings;
    this.atClose = new Closing(findings);
  }

  @Override
  public void see(Line line) {
    tierBook.see(line);
    tiers.values().forEach(tier -> beOver(tier, line));
    switch (line.type()) {
      case "tier-formed" -> formed(line);
      case "round-opened" -> opened(line);
      case "tier-opened" -> opens(line);
      case "request-sent" -> sent(line);
      case "update-received" -> of(line).inHand.put(line.request(), line);
      case "tier-closed" -> closes(line);
      case "update-merged" -> merged(line);
      case "update-kept" ->
          findings.violation(INVARIANT, line, "nothing is kept for later without rounds");
      case "update-late" -> late(line);
      case "request-lost", "update-rejected" -> ended(line);
      case "request-cancelled" -> cancelled(line);
      case "round-closed" -> closed(line);
      default -> {}
    }
  }

  private void beOver(Tier tier, Line line) {
    // In wall time the clock runs on while what was due before the end is still being done.
    if (tier.opened != null && !tier.overdue && !rules.wall() && line.time() > tier.end()) {
      tier.overdue = true;
      findings.violation(
          INVARIANT, tier.opened, "is still open in seq " + line.seq() + ", after " + tier.end());
    }
  }

  private void formed(Line line) {
    tiers.put(
        (int) line.whole("tier"), new Tier(line.numbers("clients"), line.whole("concurrency")));
  }

  private Tier of(Line line) {
    Tier tier = tiers.get(tierBook.tierOf(line.client()));
    if (tier == null) {
      findings.violation(INVARIANT, line, "the client is in no tier");
      return new Tier(List.of(), 0);
    }
    return tier;
  }

  private void opened(Line line) {
    findings.count("rounds", 1);
    if (window != null) {
      findings.violation(INVARIANT, line, "opens while round " + window.round() + " is open");
    }
    if (line.round() != rounds + 1) {
      findings.violation(INVARIANT, line, "comes after round " + rounds);
    }
    rounds = line.round();
    version = line.whole("version");
    window = line;
    askedInWindow = new ArrayList<>();
    arrived = 0;
    merged = 0;
  }

  private void opens(Line line) {
    Tier tier = tiers.get((int) line.whole("tier"));
    if (tier == null || window == null || line.round() != rounds) {
      findings.violation(INVARIANT, line, "there is no such tier, or its round is not open");
      return;
    }
    if (tier.opened != null) {
      findings.violation(INVARIANT, line, "asks anew while it is open: " + tier.opened);
    }
    if (line.whole("deadline") != rules.end(line.time())) {
      findings.violation(
          INVARIANT,
          line,
          "its end is " + line.whole("deadline") + ", the rules say " + rules.end(line.time()));
    }
    Set<Integer> asked = new TreeSet<>(line.numbers("asked"));
    if (!tier.clients.containsAll(asked) || asked.size() > tier.concurrency) {
      findings.violation(
          INVARIANT,
          line,
          "asks %s; %d of %s may be at work".formatted(asked, tier.concurrency, tier.clients));
    }
    for (Line update : tier.inHand.values()) {
      if (asked.contains(update.client())) {
        findings.violation(INVARIANT, line, "asks a client whose update waits: " + update);
      }
    }
    tier.opened = line;
    tier.overdue = false;
    tier.unsent = asked;
    askedInWindow.addAll(asked);
  }

  private void sent(Line line) {
    if (window == null || line.round() != rounds || !of(line).unsent.remove(line.client())) {
      findings.violation(INVARIANT, line, "its tier does not ask this client now");
    }
  }

  private void closes(Line line) {
    closing = tiers.get((int) line.whole("tier"));
    if (closing == null || closing.opened == null || line.round() != rounds) {
      findings.violation(INVARIANT, line, "is over, but was not open");
    } else {
      arrived = closing.inHand.size();
    }
  }

  private void merged(Line line) {
    merged++;
    Tier tier = of(line);
    if (closing == null || tier != closing) {
      findings.violation(INVARIANT, line, "is merged, but its tier is not over");
    }
    if (tier.inHand.remove(line.request()) == null) {
      findings.violation(INVARIANT, line, "was not in hand");
    }
  }

  /** An update may grow too old while it waits. */
  private void late(Line line) {
    Book.Asked asked = book.asked(line.request());
    if (of(line).inHand.remove(line.request()) != null
        && asked != null
        && !rules.age().isTooOld((int) (version - asked.version()))) {
      findings.violation(INVARIANT, line, "was in hand and is young enough to be merged");
    }
  }

  private void ended(Line line) {
    if (of(line).inHand.remove(line.request()) == null) {
      return;
    }
    if (line.text("reason").equals("server-restart")) {
      forgotten++;
    } else {
      findings.violation(INVARIANT, line, "was in hand and should have been merged");
    }
  }

  private void cancelled(Line line) {
    String reason = line.text("reason");
    if (!reason.equals("open-at-the-end") || window != null || rounds != rules.rounds()) {
      findings.violation(INVARIANT, line, "is cancelled (" + reason + ") before the end");
    }
    of(line).inHand.remove(line.request());
  }

  private void closed(Line line) {
    Line since = window;
    if (since == null || line.round() != since.round()) {
      findings.violation(INVARIANT, line, "closes, but is not open");
      return;
    }
    askedInWindow.sort(null);
    long end = tiers.values().stream().mapToLong(Tier::end).min().orElse(Long.MAX_VALUE);
    if (!askedInWindow.equals(since.numbers("asked")) || since.whole("deadline") != end) {
      findings.violation(
          INVARIANT,
          since,
          "says other clients or another deadline than its tiers: %s, %d"
              .formatted(askedInWindow, end));
    }
    Tier over = closing;
    if (line.text("reason").equals("restart")) {
      atClose.count(line, "asked", tiers.values().stream().mapToInt(Tier::asked).sum());
      atClose.count(line, "arrived", forgotten);
      tiers.values().forEach(tier -> tier.opened = null);
    } else if (over == null || over.opened == null) {
      findings.violation(INVARIANT, line, "closes, but no tier is over");
    } else {
      tierOver(line, over, over.opened);
      over.opened = null;
    }
    forgotten = 0;
    closing = null;
    window = null;
  }

  private void tierOver(Line line, Tier tier, Line opened) {
    int asked = tier.asked();
    String reason = line.text("reason");
    atClose.count(line, "asked", asked);
    atClose.count(line, "arrived", arrived);
    atClose.count(line, "merged", merged);
    if (!tier.unsent.isEmpty()) {
      findings.violation(INVARIANT, line, "no request went to " + tier.unsent);
    }
    boolean atEnd = reason.equals("deadline") || reason.equals("nobody");
    if (!atEnd && !reason.equals("all") || reason.equals("nobody") != (asked == 0)) {
      findings.violation(INVARIANT, line, "closes for " + reason + " with " + asked + " asked");
    }
    boolean late = line.time() > tier.end() && !rules.wall();
    if (atEnd && (line.time() < tier.end() || late)) {
      findings.violation(
          INVARIANT, line, "closes for %s at %d: %s".formatted(reason, line.time(), opened));
    }
    boolean merges = arrived >= rules.needed(asked);
    if (merges != line.flag("quorum") || merged != (merges ? arrived : 0)) {
      findings.violation(
          INVARIANT,
          line,
          "%d of %d were in hand; quorum is %s and %d are merged"
              .formatted(arrived, asked, line.flag("quorum"), merged));
    }
  }

  @Override
  public void end(boolean complete) {
    atClose.end(window, complete);
  }
}
