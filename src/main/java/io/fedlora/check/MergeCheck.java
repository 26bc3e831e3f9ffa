package io.fedlora.check;

/**
 * Invariant 2, the common state as the journal tells it: versions go up by one with every merge,
 * the weights of a version sum to 1 (without rounds to no more), and without a merge the state
 * stays as it is.
 */
final class MergeCheck implements Inspector {
  private static final int INVARIANT = 2;
  private static final double ROUNDING = 1e-9;
  private static final long UNKNOWN = -1;

  private final Rules rules;
  private final Findings findings;
  private long version;
  private long checksum = UNKNOWN;
  private double weights;
  private int merged;

  MergeCheck(Rules rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "round-opened", "request-sent", "run-completed" -> version(line, version);
      case "update-merged" -> merged(line);
      case "round-closed" -> closed(line);
      default -> {}
    }
  }

  private void version(Line line, long expected) {
    if (line.whole("version") != expected) {
      findings.violation(
          INVARIANT, line, "says version " + line.whole("version") + ", it should be " + expected);
    }
  }

  private void merged(Line line) {
    version(line, version + 1);
    double weight = line.number("weight");
    if (!(weight >= 0)) {
      findings.violation(INVARIANT, line, "has a weight of " + weight);
    }
    weights += weight;
    merged++;
  }

  private void closed(Line line) {
    version(line, merged > 0 ? version + 1 : version);
    if (merged > 0) {
      findings.count("merged versions", 1);
      boolean sound =
          rules.inRounds() ? Math.abs(weights - 1) <= ROUNDING : weights <= 1 + ROUNDING;
      if (!sound) {
        findings.violation(
            INVARIANT,
            line,
            "the weights of version " + line.whole("version") + " sum to " + weights);
      }
    }
    long now = line.whole("checksum");
    boolean mayChange = merged > 0 && !rules.merge().equals(Rules.UNCHANGED);
    if (checksum != UNKNOWN && checksum != now && !mayChange) {
      findings.violation(
          INVARIANT,
          line,
          "the common state changes without a merge that changes it, from checksum %d to %d"
              .formatted(checksum, now));
    }
    checksum = now;
    version = line.whole("version");
    weights = 0;
    merged = 0;
  }
}
