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
  private final Findings findings;
  private final @Nullable List<Values> common;
  private final Map<Long, Frame> waiting = new TreeMap<>();
  private final List<String> otherBits = new ArrayList<>();
  private List<CommonState.Share> merging = new ArrayList<>();
  private @Nullable List<Values> last;
  private @Nullable Line closed;
  private boolean missing;
  private long reproduced;
  private long version;

  MergeReplay(Rules rules, @Nullable List<Values> common, Findings findings) {
    this.rules = rules;
    this.common = common;
    this.findings = findings;
  }

  /** An update that a later event may merge. */
  void arrived(Line line, Frame frame) {
    if (rules.merge().equals(Rules.WEIGHTED_MEAN)) {
      waiting.put(line.request(), frame);
    }
  }

  @Override
  public void see(Line line) {
    switch (line.type()) {
      case "update-merged" -> {
        Frame frame = waiting.remove(line.request());
        missing |= frame == null;
        if (frame != null) {
          merging.add(new CommonState.Share(frame, line.number("weight")));
        }
      }
      case "update-late", "request-cancelled" -> waiting.remove(line.request());
      case "round-closed" -> closed(line);
      default -> {}
    }
  }

  private void closed(Line line) {
    closed = line;
    if (line.whole("version") == version) {
      return;
    }
    version = line.whole("version");
    last = missing || merging.isEmpty() ? null : merge(line);
    if (last != null && Frame.checksum(last) == line.whole("checksum")) {
      reproduced++;
    } else if (last != null) {
      otherBits.add(
          "%s: version %d is not the weighted mean of its updates, whose checksum is %d"
              .formatted(line, version, Frame.checksum(last)));
    }
    merging = new ArrayList<>();
    missing = false;
  }

  private @Nullable List<Values> merge(Line line) {
    try {
      return CommonState.mean(merging);
    } catch (FrameException e) {
      findings.violation(INVARIANT, line, String.valueOf(e.getMessage()));
      return null;
    }
  }

  @Override
  public void end(boolean complete) {
    findings.count("versions reproduced bit by bit", reproduced);
    if (reproduced > 0) {
      otherBits.forEach(message -> findings.violation(INVARIANT, message));
    } else if (!otherBits.isEmpty()) {
      findings.unchecked(
          INVARIANT,
          "no version has exactly the bits of the weighted mean; only the last one is compared,"
              + " with allowance for rounding");
    }
    if (rules.merge().equals("own")) {
      findings.unchecked(
          INVARIANT, "the method merges by a rule of its own, which is not computed anew");
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
    if (!rules.merge().equals(Rules.WEIGHTED_MEAN) || version == 0) {
      return;
    }
    List<Values> expected = last;
    if (expected == null) {
      findings.unchecked(
          INVARIANT, "the updates of version " + version + " are not at hand to be merged anew");
      return;
    }
    String difference = CommonState.difference(expected, found);
    if (!difference.isEmpty()) {
      findings.violation(
          INVARIANT,
          "adapters/common.safetensors is not version " + version + ": it " + difference);
    } else {
      findings.count("final common states compared value by value", 1);
    }
  }
}
