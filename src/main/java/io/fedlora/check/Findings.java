package io.fedlora.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what the parts of a check find. */
final class Findings {
  /** One broken rule may show in every event; more lines than these help nobody. */
  private static final int MOST_OF_AN_INVARIANT = 100;

  private final List<Violation> violations = new ArrayList<>();
  private final List<Unchecked> unchecked = new ArrayList<>();
  private final Map<String, Long> checked = new LinkedHashMap<>();
  private final Map<Integer, Integer> counts = new TreeMap<>();

  void violation(int invariant, String message) {
    if (counts.merge(invariant, 1, Integer::sum) <= MOST_OF_AN_INVARIANT) {
      violations.add(new Violation(invariant, message));
    }
  }

  void violation(int invariant, Line line, String message) {
    violation(invariant, line + ": " + message);
  }

  /** Says what cannot be proved; the same words twice count once. */
  void unchecked(int invariant, String reason) {
    Unchecked open = new Unchecked(invariant, reason);
    if (!unchecked.contains(open)) {
      unchecked.add(open);
    }
  }

  /** Adds to how many of something have been looked at. */
  void count(String what, long number) {
    checked.merge(what, number, Long::sum);
  }

  Verdict verdict() {
    List<Violation> all = new ArrayList<>(violations);
    counts.forEach(
        (invariant, count) -> {
          if (count > MOST_OF_AN_INVARIANT) {
            int more = count - MOST_OF_AN_INVARIANT;
            all.add(new Violation(invariant, "and " + more + " more"));
          }
        });
    all.sort(Comparator.comparingInt(Violation::invariant));
    List<Unchecked> open = new ArrayList<>(unchecked);
    open.sort(Comparator.comparingInt(Unchecked::invariant));
    return new Verdict(all, open, checked);
  }
}
