package io.fedlora.check;

import org.jspecify.annotations.Nullable;

/** What holds for the close of any round, however updates are collected. */
final class Closing {
  private static final int INVARIANT = 3;

  private final Findings findings;

  Closing(Findings findings) {
    this.findings = findings;
  }

  /** The line must say what was counted. */
  void count(Line line, String field, int counted) {
    if (line.whole(field) != counted) {
      findings.violation(
          INVARIANT, line, "says " + field + " " + line.whole(field) + ", counted " + counted);
    }
  }

  /**
   * The journal has ended.
   *
   * @param opened the round that is still open; null if none is
   * @param complete whether the run came to its end
   */
  void end(@Nullable Line opened, boolean complete) {
    if (opened != null && complete) {
      findings.violation(INVARIANT, opened, "the round never closes");
    } else if (opened != null) {
      findings.unchecked(
          INVARIANT, "round " + opened.round() + " was open when the journal broke off");
    }
  }
}
