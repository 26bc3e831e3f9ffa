package io.fedlora.check;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 5, the clients: one work at a time, and none, nor any word, from a client that is away.
 */
final class PresenceCheck implements Inspector {
  private static final int INVARIANT = 5;
  private static final long HERE = -1;

  private static final class Client {
    private boolean away;
    private @Nullable Line work;
    private long leftAt = HERE;
  }

  private final Findings findings;
  private final Map<Integer, Client> clients = new TreeMap<>();
  private final Map<Long, Line> unheard = new TreeMap<>();

  PresenceCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    unheard.values().removeIf(sent -> isForgotten(sent, line));
    switch (line.type()) {
      case "request-sent" -> {
        if (client(line).away) {
          unheard.put(line.request(), line);
        }
      }
      case "request-lost" -> unheard.remove(line.request());
      case "client-away" -> away(line);
      case "client-back" -> back(line);
      case "work-started" -> started(line);
      case "work-finished", "work-abandoned", "work-failed" -> ended(line);
      case "update-sent" -> sent(line);
      case "message-sent" -> {
        if (line.text("direction").equals("up")) {
          sent(line);
        }
      }
      default -> {}
    }
  }

  /** What is sent to a client that is away is lost at once. */
  private boolean isForgotten(Line sent, Line now) {
    if (sent.time() == now.time()) {
      return false;
    }
    findings.violation(2, sent, "the client is away, but the request is not lost");
    return true;
  }

  private Client client(Line line) {
    return clients.computeIfAbsent(line.client(), id -> new Client());
  }

  private void away(Line line) {
    Client client = client(line);
    if (client.away) {
      findings.violation(INVARIANT, line, "the client is away already");
    }
    client.away = true;
    client.leftAt = line.time();
  }

  private void back(Line line) {
    Client client = client(line);
    if (!client.away) {
      findings.violation(INVARIANT, line, "the client was not away");
    }
    client.away = false;
    if (client.work != null) {
      findings.violation(INVARIANT, line, "the client has worked while away: " + client.work);
    }
  }

  private void started(Line line) {
    findings.count("busy intervals", 1);
    Client client = client(line);
    if (client.away) {
      findings.violation(INVARIANT, line, "the client works while away");
    }
    if (client.work != null) {
      findings.violation(INVARIANT, line, "the client is still busy: " + client.work);
    }
    if (line.whole("until") < line.time()) {
      findings.violation(INVARIANT, line, "the work is to end before it begins");
    }
    client.work = line;
    client.leftAt = HERE;
  }

  private void ended(Line line) {
    Client client = client(line);
    Line work = client.work;
    if (work == null || work.request() != line.request()) {
      findings.violation(
          INVARIANT, line, "this work is not under way" + (work == null ? "" : ", but " + work));
      return;
    }
    client.work = null;
    if (client.leftAt != HERE && line.time() > client.leftAt) {
      findings.violation(INVARIANT, line, "the client left at " + client.leftAt + " and worked on");
    }
    if (line.is("work-finished") && line.time() < work.whole("until")) {
      findings.violation(INVARIANT, line, "the work should take until " + work.whole("until"));
    }
  }

  private void sent(Line line) {
    if (client(line).away) {
      findings.violation(INVARIANT, line, "the client sends while away");
    }
  }

  @Override
  public void end(boolean complete) {
    for (Client client : clients.values()) {
      if (complete && client.work != null) {
        findings.violation(INVARIANT, client.work, "the work is under way when the run ends");
      }
    }
  }
}
