package io.fedlora.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Invariant 3, whom the server waits for: it asks nobody whose answer it still expects, and ends a
 * round for want of anyone to wait for only when all have answered or come back with nothing.
 */
final class FreedomCheck implements Inspector {
  private static final int INVARIANT = 3;

  /** The last request of a client. */
  private static final class Last {
    private final Line sent;
    private final boolean helloBefore;
    private boolean settled;
    private boolean hello;

    Last(Line sent, boolean helloBefore) {
      this.sent = sent;
      this.helloBefore = helloBefore;
    }

    /** A greeting sent before the request may have reached the server after it. */
    boolean isAnswered() {
      return settled || hello || helloBefore;
    }
  }

  private final Rules rules;
  private final Findings findings;
  private final Map<Integer, Last> last = new TreeMap<>();

  private final Greetings greetings = new Greetings();
  private final Map<Long, List<Integer>> askedOf = new TreeMap<>();
  private List<Integer> asked = List.of();

  FreedomCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    greetings.see(line);
    if (greetings.isWordOfNothing(line)) {
      Last open = last.get(line.client());
      if (open != null) {
        open.hello = true;
      }
    }
    switch (line.type()) {
      case "round-opened" -> asked = line.numbers("asked");
      case "tier-opened" -> askedOf.put(line.whole("tier"), line.numbers("asked"));
      case "tier-closed" -> asked = askedOf.getOrDefault(line.whole("tier"), List.of());
      case "request-sent" -> sent(line);
      case "update-received", "update-kept", "update-late", "update-rejected", "update-duplicate" ->
          settle(line);
      case "request-cancelled" -> {
        if (line.text("reason").equals("surplus")) {
          settle(line);
        }
      }
      // It expects nothing any more.
      case "server-down" -> last.clear();
      case "message-sent" -> message(line);
      case "round-closed" -> closed(line);
      default -> {}
    }
  }

  private void sent(Line line) {
    Last before = last.get(line.client());
    if (before != null) {
      long silence = line.time() - before.sent.time();
      if (!before.isAnswered() && silence < rules.crashDetection()) {
        findings.violation(
            INVARIANT,
            line,
            "the client still has %s to answer, %d ns old".formatted(before.sent, silence));
      }
    }
    last.put(line.client(), new Last(line, greetings.mayBeOnItsWay(line.client())));
  }

  private void settle(Line line) {
    Last open = last.get(line.client());
    if (open != null && open.sent.request() == line.request()) {
      open.settled = true;
    }
  }

  private void message(Line line) {
    Last open = last.get(line.client());
    if (open != null) {
      open.settled |= line.text("kind").equals("recall");
    }
  }

  private void closed(Line line) {
    if (!line.text("reason").equals("all")) {
      return;
    }
    for (int client : asked) {
      Last open = last.get(client);
      if (open != null && !open.isAnswered()) {
        findings.violation(
            INVARIANT, line, "closes for all, but nothing was heard of " + open.sent);
      }
    }
  }
}
