package io.fedlora.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Invariants 2 and 3 where the server goes down: it does nothing until it is back, all that it had
 * in hand is lost, the round that was open closes without a merge, and nothing that was asked for
 * before is ever taken into hand or merged.
 */
final class RestartCheck implements Inspector {
  private static final int ACCOUNT = 2;
  private static final int ROUNDS = 3;

  private final Rules rules;
  private final Findings findings;
  private final Map<Long, Line> inHand = new TreeMap<>();
  private final Set<Long> sent = new TreeSet<>();
  private @Nullable Line down;
  private @Nullable Line lastClosed;
  private boolean open;
  private long requests;
  private long forgotten;

  RestartCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "round-opened" -> {
        idle(line, ROUNDS);
        open = true;
      }
      case "request-sent" -> {
        idle(line, ROUNDS);
        requests = line.request();
      }
      case "update-sent" -> sent.add(line.request());
      case "update-received", "update-kept" -> {
        remembered(line);
        inHand.put(line.request(), line);
      }
      case "update-merged" -> {
        remembered(line);
        inHand.remove(line.request());
      }
      case "update-duplicate" -> idle(line, ACCOUNT);
      case "update-late", "update-rejected" -> {
        idle(line, ACCOUNT);
        inHand.remove(line.request());
      }
      case "request-cancelled" -> inHand.remove(line.request());
      case "request-lost" -> lost(line);
      case "round-closed" -> closed(line);
      case "server-down" -> goesDown(line);
      case "server-back" -> back(line);
      default -> {}
    }
    if (line.is("request-lost") || line.is("update-merged") || line.is("update-late")) {
      sent.remove(line.request());
    }
  }

  /** A server that is down does nothing. */
  private void idle(Line line, int invariant) {
    if (down != null) {
      findings.violation(invariant, line, "happens while the server is down, since " + down);
    }
  }

  private void remembered(Line line) {
    idle(line, ACCOUNT);
    if (line.request() <= forgotten) {
      findings.violation(
          ACCOUNT, line, "was asked for before the server went down, which has forgotten it");
    }
  }

  /** Whether this is at the instant at which the server goes down; in wall time a little later. */
  private boolean isOfTheInstant(Line line) {
    return down != null && (rules.wall() || down.time() == line.time());
  }

  private void lost(Line line) {
    boolean wasInHand = inHand.remove(line.request()) != null;
    switch (line.text("reason")) {
      case "server-restart" -> {
        if (!wasInHand || !isOfTheInstant(line)) {
          findings.violation(ACCOUNT, line, "no server goes down that could have had it in hand");
        }
      }
      case "server-down" -> {
        if (down == null || !sent.contains(line.request())) {
          findings.violation(
              ACCOUNT, line, down == null ? "the server is up" : "no update was on its way");
        }
      }
      default -> {
        if (wasInHand) {
          findings.violation(ACCOUNT, line, "the server had it in hand");
        }
      }
    }
  }

  private void goesDown(Line line) {
    findings.count("restarts of the server", 1);
    idle(line, ROUNDS);
    down = line;
    forgotten = requests;
  }

  private void closed(Line line) {
    open = false;
    lastClosed = line;
    boolean restart = line.text("reason").equals("restart");
    if (restart && !isOfTheInstant(line)) {
      findings.violation(ROUNDS, line, "closes for a restart, but the server does not go down");
    }
    if (!restart) {
      idle(line, ROUNDS);
    } else if (!inHand.isEmpty()) {
      findings.violation(
          ACCOUNT, line, "the server had requests " + inHand.keySet() + " in hand; none is lost");
    }
    if (restart && (line.whole("merged") > 0 || line.flag("quorum"))) {
      findings.violation(ROUNDS, line, "merges although the server goes down");
    }
  }

  private void back(Line line) {
    if (down == null) {
      findings.violation(ROUNDS, line, "the server was not down");
    }
    down = null;
    if (open) {
      findings.violation(ROUNDS, line, "the round that was open has not closed");
    }
    long round = lastClosed == null ? 0 : lastClosed.round();
    long version = lastClosed == null ? 0 : lastClosed.whole("version");
    if (line.whole("round") != round || line.whole("version") != version) {
      findings.violation(
          ROUNDS,
          line,
          "goes on from round %d and version %d; the last safe copy is of round %d, version %d"
              .formatted(line.whole("round"), line.whole("version"), round, version));
    }
  }

  @Override
  public void end(boolean complete) {}
}
