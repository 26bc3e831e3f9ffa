package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;

/** Invariant 4: nothing too old is merged, and age counts in the weight as the formula says. */
final class StalenessCheck implements Inspector {
  private static final int INVARIANT = 4;

  private final Rules rules;
  private final Book book;
  private final Findings findings;
  private final WeightRule weightRule;
  private final TierBook tiers = new TierBook();
  private List<WeightRule.Share> shares = new ArrayList<>();
  private int tier;

  StalenessCheck(Rules rules, Book book, Findings findings) {
    this.rules = rules;
    this.book = book;
    this.findings = findings;
    this.weightRule = new WeightRule(rules);
  }

  @Override
  public void see(Line line) {
    tiers.see(line);
    if (line.is("update-merged")) {
      tier = tiers.tierOf(line.client());
      merged(line);
    } else if (line.is("round-closed") && !shares.isEmpty()) {
      weightRule.add(shares, whole());
      shares = new ArrayList<>();
    }
  }

  /** What a version's updates weigh together without age. */
  private double whole() {
    if (rules.mixing() > 0) {
      int steps = shares.get(0).steps();
      double done = rules.partialWork() ? Math.min(1, steps / (double) rules.localSteps()) : 1;
      return rules.mixing() * done;
    }
    if (tier == 0) {
      return 1;
    }
    double whole = tiers.whole(rules.tierWeights(), tier);
    tiers.merged(tier);
    return whole;
  }

  private void merged(Line line) {
    int staleness = (int) line.whole("staleness");
    boolean late = line.flag("late");
    Book.Asked asked = book.asked(line.request());
    if (asked != null && staleness != line.whole("version") - 1 - asked.version()) {
      findings.violation(
          INVARIANT,
          line,
          "says staleness %d; it began from version %d and is merged into %d"
              .formatted(staleness, asked.version(), line.whole("version")));
    }
    if (late && !(rules.inRounds() && rules.acceptLate())) {
      findings.violation(INVARIANT, line, "late updates are not to be merged");
    }
    boolean aged = late || !rules.inRounds();
    if (aged && rules.age().isTooOld(staleness)) {
      findings.violation(
          INVARIANT,
          line,
          "staleness " + staleness + " is above the bound of " + rules.age().bound());
    }
    if (!aged && staleness != 0) {
      findings.violation(
          INVARIANT, line, "an update of the round itself has staleness " + staleness);
    }
    if (late) {
      findings.count("late updates merged", 1);
    }
    shares.add(
        new WeightRule.Share(
            line.toString(),
            line.number("weight"),
            aged ? rules.age().factor(Math.max(0, staleness)) : 1,
            book.examples(line.request(), line.client()),
            rules.partialWork() ? book.steps(line.request()) : 1,
            late));
  }

  @Override
  public void end(boolean complete) {
    weightRule.judge(INVARIANT, findings);
  }
}
