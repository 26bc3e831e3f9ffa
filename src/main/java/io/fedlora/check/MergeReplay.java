package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 2, the common state itself: every version computed anew from the journalled weights and
 * the updates, and compared with the checksum that the journal has of it; the last one also value
 * by value with what the run left.
 */
final class MergeReplay implements Inspector {
  private static final int INVARIANT = 2;

  private final Rules rules;
  private final Remerge remerge;
  private final Findings findings;
  private final Versions versions;
  private final @Nullable List<Values> common;
  private final @Nullable OwnMerge own;
  private final Map<Long, Frame> waiting = new TreeMap<>();
  private final List<String> otherBits = new ArrayList<>();
  private final List<Line> merged = new ArrayList<>();
  private final List<Values> decided = new ArrayList<>();
  private @Nullable List<Values> last;
  private @Nullable Line closed;
  private long reproduced;
  private long version;
  private boolean followed;

  /**
   * @param initial the common state at version 0; null if it is not at hand
   * @param common the common state that the run left; null if it is not at hand
   */
  MergeReplay(
      Rules rules,
      @Nullable List<Values> initial,
      @Nullable List<Values> common,
      Findings findings) {
    this.rules = rules;
    this.remerge = new Remerge(rules);
    this.versions = new Versions(initial);
    this.common = common;
    this.own = initial == null ? null : OwnMerge.of(rules, initial);
    this.followed = own != null;
    this.findings = findings;
  }

  /** An update that a later event may merge. */
  void arrived(Line line, Frame frame) {
    if (rules.isMean() || own != null) {
      waiting.put(line.request(), frame);
    }
  }

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "request-sent" -> {
        if (remerge.needsStates()) {
          versions.asked(line.request(), line.whole("version"));
        }
      }
      case "update-merged" -> merged.add(line);
      case "part-decided" -> decided(line);
      case "update-late", "request-cancelled", "request-lost", "update-rejected" -> {
        waiting.remove(line.request());
        versions.forgetUnused(versions.ended(line.request()));
      }
      case "round-closed" -> closed(line);
      default -> {}
    }
  }

  private void decided(Line line) {
    if (!rules.merge().equals(Rules.MEAN_OF_PARTS) || merged.isEmpty()) {
      findings.violation(INVARIANT, line, "there is no merge in which a part could be decided");
    }
    decided.add(new Values(line.text("part"), line.floats("values")));
  }

  private void closed(Line line) {
    closed = line;
    if (line.whole("version") == version) {
      return;
    }
    version = line.whole("version");
    if (own == null) {
      compareVersion(line);
    } else {
      follow(line, own);
    }
    merged.clear();
    decided.clear();
  }

  private void compareVersion(Line line) {
    last = merge(line);
    versions.add(version, remerge.needsStates() ? last : null);
    if (last != null && Frame.checksum(last) == line.whole("checksum")) {
      reproduced++;
    } else if (last != null) {
      otherBits.add(
          "%s: version %d is not the weighted mean of its updates, whose checksum is %d"
              .formatted(line, version, Frame.checksum(last)));
    }
  }

  private void follow(Line line, OwnMerge rule) {
    List<OwnMerge.Share> shares = new ArrayList<>();
    for (Line one : merged) {
      Frame frame = waiting.remove(one.request());
      if (frame != null) {
        shares.add(new OwnMerge.Share(one.client(), one.number("weight"), frame.parts()));
      }
    }
    followed &= !shares.isEmpty() && shares.size() == merged.size();
    if (followed) {
      try {
        rule.merge(shares);
      } catch (FrameException e) {
        findings.violation(INVARIANT, line, String.valueOf(e.getMessage()));
        followed = false;
      }
    }
  }

  private @Nullable List<Values> merge(Line line) {
    List<Remerge.Update> updates = new ArrayList<>();
    List<Long> began = new ArrayList<>();
    for (Line one : merged) {
      Frame frame = waiting.remove(one.request());
      long from = versions.ended(one.request());
      began.add(from);
      if (frame != null) {
        updates.add(
            new Remerge.Update(
                frame, one.number("weight"), (int) one.whole("staleness"), versions.of(from)));
      }
    }
    began.forEach(versions::forgetUnused);
    if (updates.isEmpty() || updates.size() < merged.size()) {
      return null;
    }
    try {
      return rules.merge().equals(Rules.MEAN_OF_PARTS)
          ? remerge.nextParts(versions.current(), updates, decided)
          : remerge.next(versions.current(), updates);
    } catch (FrameException e) {
      findings.violation(INVARIANT, line, String.valueOf(e.getMessage()));
      return null;
    }
  }

  @Override
  public void end(boolean complete) {
    findings.count("versions reproduced bit by bit", reproduced);
    // Means are sums in float64 of the same order everywhere: no machine gives other bits.
    otherBits.forEach(message -> findings.violation(INVARIANT, message));
    if (own != null && version > 1) {
      findings.unchecked(
          INVARIANT,
          "of the "
              + version
              + " versions merged by "
              + rules.merge()
              + " only the last is compared, with allowance for rounding: of the others there is a"
              + " checksum alone, which tells nothing of rounding");
    }
    if (!Rules.MERGES.contains(rules.merge())) {
      findings.violation(INVARIANT, "there is no rule of merging called " + rules.merge());
    } else if (rules.merge().equals("own")) {
      findings.unchecked(
          INVARIANT, "the method merges by a rule of its own, which is not computed anew");
    } else if (own == null && !rules.isMean() && !rules.merge().equals(Rules.UNCHANGED)) {
      findings.unchecked(
          INVARIANT, "there is no initial.safetensors from which to merge " + rules.merge());
    }
    if (complete) {
      compareFinal();
    }
  }

  private void compareFinal() {
    List<Values> found = common;
    if (found == null || closed == null) {
      findings.unchecked(INVARIANT, "there is no adapters/common.safetensors to compare with");
      return;
    }
    if (Frame.checksum(found) != closed.whole("checksum")) {
      findings.violation(
          INVARIANT,
          "adapters/common.safetensors has checksum %d, %s says %d"
              .formatted(Frame.checksum(found), closed, closed.whole("checksum")));
    }
    if (version == 0) {
      return;
    }
    if (own != null) {
      compareFollowed(own, found);
      return;
    }
    if (!rules.isMean()) {
      return;
    }
    List<Values> expected = last;
    if (expected == null) {
      findings.unchecked(
          INVARIANT, "the updates of version " + version + " are not at hand to be merged anew");
      return;
    }
    report(CommonState.difference(expected, found));
  }

  private void compareFollowed(OwnMerge rule, List<Values> found) {
    if (!followed) {
      findings.unchecked(INVARIANT, "not all updates are at hand to be merged anew");
      return;
    }
    try {
      report(rule.difference(found));
    } catch (FrameException e) {
      report("cannot be compared: " + e.getMessage());
    }
  }

  private void report(String difference) {
    if (!difference.isEmpty()) {
      findings.violation(
          INVARIANT,
          "adapters/common.safetensors is not version " + version + ": it " + difference);
    } else {
      findings.count("final common states compared value by value", 1);
    }
  }
}
