package io.fedlora.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Invariant 3, the tiers: each client's expected time follows from its profile, and tiers are even
 * slices of the clients in the order of those times.
 */
final class TierFormationCheck implements Inspector {
  private static final int INVARIANT = 3;

  /** Three durations, each rounded to a nanosecond. */
  private static final double ROUNDING = 2;

  private final Rules rules;
  private final Findings findings;
  private final TierBook book = new TierBook();
  private final Map<Integer, Line> profiles = new TreeMap<>();
  private final Map<Integer, Long> expected = new TreeMap<>();
  private boolean judged;

  TierFormationCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    book.see(line);
    switch (line.type()) {
      case "client-registered" -> profiles.put(line.client(), line);
      case "client-timed" -> timed(line);
      case "tier-formed" -> formed(line);
      case "round-opened" -> {
        if (!judged) {
          judged = true;
          judge(line);
        }
      }
      default -> {}
    }
  }

  private void timed(Line line) {
    expected.put(line.client(), line.whole("expected"));
    Line profile = profiles.get(line.client());
    if (profile == null) {
      findings.violation(INVARIANT, line, "the client is not registered");
      return;
    }
    double seconds =
        taking(line.whole("flops"), profile.number("speed"))
            + taking(line.whole("bytes"), profile.number("up"))
            + taking(line.whole("bytes"), profile.number("down"));
    double nanos = seconds * 1e9 + 2.0 * profile.whole("latency");
    if (Math.abs(line.whole("expected") - nanos) > ROUNDING + 1e-12 * nanos) {
      findings.violation(
          INVARIANT, line, "expects " + line.whole("expected") + ", its profile " + nanos);
    }
  }

  /** What is not a number in the journal is infinite. */
  private static double taking(double amount, double pace) {
    return Double.isNaN(pace) ? 0 : amount / pace;
  }

  private void formed(Line line) {
    int size = line.numbers("clients").size();
    if (line.whole("tier") != book.all().size()) {
      findings.violation(INVARIANT, line, "comes as number " + book.all().size());
    }
    if (judged) {
      findings.violation(INVARIANT, line, "comes after the first round");
    }
    long most = line.whole("concurrency");
    if (most < 1 || most > size) {
      findings.violation(INVARIANT, line, "asks " + most + " of " + size + " clients at a time");
    }
  }

  private void judge(Line opened) {
    List<Integer> order = new ArrayList<>(expected.keySet());
    order.sort(
        Comparator.comparingLong((Integer client) -> expected.getOrDefault(client, 0L))
            .thenComparingInt(client -> client));
    int number = rules.tiers();
    List<List<Integer>> slices = new ArrayList<>();
    for (int tier = 0; tier < number; tier++) {
      int from = (int) ((long) tier * order.size() / number);
      int to = (int) ((tier + 1L) * order.size() / number);
      slices.add(order.subList(from, to).stream().sorted().toList());
    }
    findings.count("tiers", number);
    if (order.size() != rules.clients() || !slices.equals(book.all())) {
      findings.violation(
          INVARIANT, opened, "the tiers are %s, by time they are %s".formatted(book.all(), slices));
    }
  }

  @Override
  public void end(boolean complete) {}
}
