package io.fedlora.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check came to.
 *
 * @param violations by invariant, then in the order in which they were found
 * @param unchecked what could not be proved, by invariant
 * @param checked how many of what were looked at, for people to read
 */
public record Verdict(
    List<Violation> violations, List<Unchecked> unchecked, Map<String, Long> checked) {
  public Verdict {
    violations = List.copyOf(violations);
    unchecked = List.copyOf(unchecked);
    checked = Collections.unmodifiableMap(new LinkedHashMap<>(checked));
  }

  /** Whether nothing was found to be wrong. */
  public boolean holds() {
    return violations.isEmpty();
  }

  /** The verdict as lines of text: what was counted, what is wrong, what was left out. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    checked.forEach((what, count) -> lines.add("checked " + count + " " + what));
    for (Violation violation : violations) {
      lines.add("VIOLATION of " + name(violation.invariant()) + ": " + violation.message());
    }
    for (Unchecked open : unchecked) {
      lines.add("not fully checked, " + name(open.invariant()) + ": " + open.reason());
    }
    lines.add(holds() ? "no violation found" : violations.size() + " violations found");
    return lines;
  }

  private static String name(int invariant) {
    return invariant == 0 ? "the run folder" : "invariant " + invariant;
  }
}
