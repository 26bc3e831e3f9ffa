package io.fedlora.check;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The journal as such: numbers without gaps, time that never falls, everything in its place. */
final class OrderCheck implements Inspector {
  private final Rules rules;
  private final Findings findings;
  private final Set<Integer> registered = new TreeSet<>();
  private @Nullable Line last;
  private int rounds;

  OrderCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    findings.count("events", 1);
    Line before = last;
    last = line;
    if (before == null) {
      if (line.seq() != 1) {
        findings.violation(0, line, "the first event should have seq 1");
      }
      return;
    }
    if (line.seq() != before.seq() + 1) {
      findings.violation(0, line, "comes after seq " + before.seq());
    }
    if (line.time() < before.time()) {
      findings.violation(0, line, "time falls from " + before.time() + " to " + line.time());
    }
    if (before.is("run-completed")) {
      findings.violation(0, line, "comes after the run was completed");
    }
    if (line.fields().has("client") && Schema.knows(line.type())) {
      client(line);
    }
    switch (line.type()) {
      case "run-started" -> findings.violation(0, line, "the run starts a second time");
      case "round-opened" -> opened(line);
      case "run-completed" -> completed(line);
      default -> {}
    }
    if (!Schema.knows(line.type())) {
      findings.unchecked(0, "events of type " + line.type() + ", which is not known here");
    }
  }

  private void client(Line line) {
    if (line.client() < 0 || line.client() >= rules.clients()) {
      findings.violation(0, line, "there are clients 0 to " + (rules.clients() - 1) + " only");
    }
    if (line.is("client-registered")) {
      if (rounds > 0) {
        findings.violation(0, line, "comes after the first round");
      }
      if (!registered.add(line.client())) {
        findings.violation(0, line, "the client is registered twice");
      }
    }
  }

  private void opened(Line line) {
    if (rounds++ == 0 && registered.size() != rules.clients()) {
      findings.violation(
          0, line, registered.size() + " of " + rules.clients() + " clients are registered");
    }
  }

  private void completed(Line line) {
    if (line.whole("rounds") != rounds || rounds != rules.rounds()) {
      findings.violation(
          0,
          line,
          "says %d rounds; %d were opened, %d were to be held"
              .formatted(line.whole("rounds"), rounds, rules.rounds()));
    }
  }
}
