package io.fedlora.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 3, nobody is waited for in vain: when the last of those asked has been heard, a round,
 * or a tier, is over in the same instant. Only answers that reached the server count, since by them
 * alone it must know; whom it takes to be free for another reason shows in {@link FreedomCheck}.
 */
final class PunctualityCheck implements Inspector {
  private static final int INVARIANT = 3;

  /** Something that ends when all requests of it are answered. */
  private static final class Waiting {
    private final Line opened;
    private final Set<Integer> unsent;
    private final Set<Long> open = new TreeSet<>();
    private @Nullable Line last;

    Waiting(Line opened) {
      this.opened = opened;
      this.unsent = new TreeSet<>(opened.numbers("asked"));
    }

    void settle(Line line) {
      if (open.remove(line.request()) && open.isEmpty() && unsent.isEmpty()) {
        last = line;
      }
    }
  }

  private final Rules rules;
  private final Findings findings;

  /** By tier; under 0 the round, where there are no tiers. */
  private final Map<Integer, Waiting> waiting = new TreeMap<>();

  PunctualityCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    waiting.values().forEach(one -> beOver(one, line));
    switch (line.type()) {
      case "round-opened" -> {
        if (rules.tiers() == 0) {
          waiting.put(0, new Waiting(line));
        }
      }
      case "tier-opened" -> waiting.put((int) line.whole("tier"), new Waiting(line));
      case "request-sent" -> sent(line);
      case "update-received", "update-rejected" ->
          waiting.values().forEach(one -> one.settle(line));
      case "tier-closed" -> waiting.remove((int) line.whole("tier"));
      case "round-closed" -> {
        if (rules.tiers() == 0) {
          waiting.clear();
        }
      }
      case "server-down" -> waiting.clear();
      default -> {}
    }
  }

  private void sent(Line line) {
    for (Waiting one : waiting.values()) {
      if (one.opened.round() == line.round() && one.unsent.remove(line.client())) {
        one.open.add(line.request());
      }
    }
  }

  private void beOver(Waiting one, Line line) {
    Line last = one.last;
    // In wall time the clock runs on while the round is being closed.
    if (last != null && line.time() > last.time() && !rules.wall()) {
      one.last = null;
      findings.violation(
          INVARIANT,
          one.opened,
          "all asked were heard by %s, and it is still open in seq %d".formatted(last, line.seq()));
    }
  }
}
