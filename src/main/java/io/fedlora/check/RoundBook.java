package io.fedlora.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How each round closed, and how requests had ended by then, as the journal has it. */
final class RoundBook implements Inspector {
  /**
   * A round at its close.
   *
   * @param time virtual nanoseconds
   * @param reason why it closed
   * @param updates how requests have ended since the start of the run, by name
   */
  record Closed(long time, String reason, Map<String, Long> updates) {}

  private static final Map<String, String> OUTCOMES =
      Map.of(
          "request-sent", "requested",
          "update-merged", "merged",
          "update-late", "late",
          "request-lost", "lost",
          "update-rejected", "rejected",
          "request-cancelled", "cancelled");

  private final Map<String, Long> updates = new LinkedHashMap<>();
  private final Map<Integer, Closed> rounds = new TreeMap<>();

  RoundBook() {
    for (String name : OUTCOMES.values()) {
      updates.put(name, 0L);
    }
    updates.put("mergedLate", 0L);
  }

  @Override
  public void see(Line line) {
    String outcome = OUTCOMES.get(line.type());
    if (outcome != null) {
      updates.merge(outcome, 1L, Long::sum);
    }
    if (line.is("update-merged") && line.flag("late")) {
      updates.merge("mergedLate", 1L, Long::sum);
    }
    if (line.is("round-closed")) {
      rounds.put(
          line.round(), new Closed(line.time(), line.text("reason"), new TreeMap<>(updates)));
    }
  }

  /** A round; null if the journal does not say that it closed. */
  @Nullable Closed closed(int round) {
    return rounds.get(round);
  }

  /** How many rounds have closed. */
  int size() {
    return rounds.size();
  }
}
