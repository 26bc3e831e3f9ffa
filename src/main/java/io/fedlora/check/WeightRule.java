package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds out from the weights of a whole run whether a method weighs its updates alike or by their
 * texts, and demands the one rule of every version, with the factor that its age leaves each
 * update. In rounds the weights sum to 1; without, each is measured against what all would weigh
 * without age. A method that weighs in neither way leaves nothing to demand.
 */
final class WeightRule {
  private static final double ROUNDING = 1e-9;

  /**
   * An update's share in a version.
   *
   * @param where it was merged, for people
   * @param weight as journalled
   * @param factor that its age leaves it; 1 if it came in time
   * @param examples behind it
   * @param steps behind it, where they count; otherwise 1
   * @param late whether it came after its round
   */
  record Share(String where, double weight, double factor, int examples, int steps, boolean late) {}

  /** The shares of a version, and what they sum to without age where there are no rounds. */
  private record Version(List<Share> shares, double whole) {
    Version inTime() {
      return new Version(shares.stream().filter(share -> !share.late()).toList(), whole);
    }
  }

  /** A rule that the method may follow: what an update weighs before its age is considered. */
  private final class Candidate {
    private final String words;
    private final ToDoubleFunction<Share> raw;
    private int fitting;
    private boolean shown;

    Candidate(String words, ToDoubleFunction<Share> raw) {
      this.words = words;
      this.raw = raw;
    }

    private double aged(Share share) {
      return share.factor() * raw.applyAsDouble(share);
    }

    /** What is wrong with the weights of a version; empty if nothing. */
    String complaint(Version version) {
      double all = 0;
      double young = 0;
      double said = 0;
      for (Share share : version.shares()) {
        all += aged(share);
        young += raw.applyAsDouble(share);
        said += share.weight();
      }
      double unit = rules.inRounds() ? said / all : version.whole() / young;
      for (Share share : version.shares()) {
        double expected = aged(share) * unit;
        if (!(Math.abs(share.weight() - expected) <= ROUNDING)) {
          return "%s: weighs %s; where %s and age leaves it the factor %s, it should weigh %s"
              .formatted(share.where(), share.weight(), words, share.factor(), expected);
        }
      }
      return "";
    }
  }

  private final Candidate alike = new Candidate("all updates weigh alike", Share::steps);
  private final Candidate byTexts =
      new Candidate(
          "updates weigh by their texts", share -> (double) share.examples() * share.steps());
  private final List<Version> versions = new ArrayList<>();
  private final Rules rules;
  private boolean severalInTime;

  WeightRule(Rules rules) {
    this.rules = rules;
  }

  /**
   * The shares of one version, in journalled order.
   *
   * @param whole what they sum to without age where there are no rounds
   */
  void add(List<Share> shares, double whole) {
    Version version = new Version(shares, whole);
    versions.add(version);
    Version inTime = version.inTime();
    boolean several = inTime.shares().size() > 1;
    severalInTime |= several;
    boolean unequal = inTime.shares().stream().mapToInt(Share::examples).distinct().count() > 1;
    consider(alike, version, inTime, several);
    consider(byTexts, version, inTime, unequal);
  }

  private void consider(Candidate rule, Version version, Version inTime, boolean telling) {
    rule.fitting += rule.complaint(version).isEmpty() ? 1 : 0;
    rule.shown |= telling && rule.complaint(inTime).isEmpty();
  }

  void judge(int invariant, Findings findings) {
    if (severalInTime && !alike.shown && !byTexts.shown) {
      findings.unchecked(
          invariant,
          "the method weighs updates in a way of its own, so weights are not computed anew");
      return;
    }
    Candidate rule = byTexts.fitting > alike.fitting ? byTexts : alike;
    for (Version version : versions) {
      String complaint = rule.complaint(version);
      if (!complaint.isEmpty()) {
        findings.violation(invariant, complaint);
      }
    }
    findings.count("versions whose weights were computed anew", versions.size());
  }
}
