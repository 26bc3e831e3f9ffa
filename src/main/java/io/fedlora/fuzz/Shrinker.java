package io.fedlora.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Makes a scenario that fails smaller, by simple means: whatever can be left out is left out, one
 * piece after the other, as long as it still fails.
 */
final class Shrinker {
  private static final int MOST_TRIALS = 400;

  /** Whether a scenario fails, and in the same way. */
  interface Failing {
    /** A scenario that is refused does not fail. */
    boolean fails(Draft draft) throws InterruptedException;
  }

  /**
   * What came of it.
   *
   * @param draft the smallest that was found; the scenario itself if nothing can be left out
   * @param isDone whether all was tried; otherwise more might be left out
   */
  record Shrunk(Draft draft, boolean isDone) {}

  private final Failing failing;
  private final LongSupplier clock;
  private final long patience;

  /**
   * @param patience in real time, after which nothing further is tried
   * @param clock of nanoseconds
   */
  Shrinker(Failing failing, Duration patience, LongSupplier clock) {
    this.failing = failing;
    this.patience = patience.toNanos();
    this.clock = clock;
  }

  /**
   * Leaves out what can be. After a success it goes on where it is: what stood before that place
   * has been tried, and is tried again only once the end has been reached.
   */
  Shrunk shrink(Draft failed) throws InterruptedException {
    long begun = clock.getAsLong();
    Draft smallest = failed;
    int trials = 0;
    for (boolean smaller = true; smaller; ) {
      smaller = false;
      List<Draft> candidates = candidates(smallest);
      for (int at = 0; at < candidates.size(); ) {
        if (++trials > MOST_TRIALS || clock.getAsLong() - begun > patience) {
          return new Shrunk(smallest, false);
        }
        if (failing.fails(candidates.get(at))) {
          smallest = candidates.get(at);
          smaller = true;
          candidates = candidates(smallest);
        } else {
          at++;
        }
      }
    }
    return new Shrunk(smallest, true);
  }

  /** The great pieces before the small ones; every one differs from the draft. */
  private static List<Draft> candidates(Draft draft) {
    List<Draft> all = new ArrayList<>();
    for (String prefix : blocks(draft.keys())) {
      all.add(draft.without(prefix));
    }
    for (int group = 0; draft.groups().size() > 1 && group < draft.groups().size(); group++) {
      all.add(draft.withoutGroup(group));
    }
    for (String key : List.of("clients", "rounds")) {
      int number = draft.number(key);
      if (number > 2) {
        all.add(draft.with(key, "" + number / 2));
      }
      if (number > 1) {
        all.add(draft.with(key, "" + (number - 1)));
      }
    }
    for (String key : draft.keys().keySet()) {
      if (key.contains(".") && !key.equals("method.rank")) {
        all.add(draft.without(key));
      }
    }
    for (int group = 0; group < draft.groups().size(); group++) {
      for (String key : draft.groups().get(group).keySet()) {
        all.add(draft.withoutGroupKey(group, key));
      }
    }
    all.removeIf(draft::equals);
    return all;
  }

  /** The faults, and what happens to the whole fleet. */
  private static Set<String> blocks(Map<String, String> keys) {
    Set<String> blocks = new LinkedHashSet<>();
    for (String key : keys.keySet()) {
      String[] steps = key.split("\\.", 3);
      if (steps[0].equals("faults") || steps.length == 3) {
        blocks.add(steps[0] + "." + steps[1] + ".");
      } else if (key.startsWith("fleet.d")) {
        blocks.add("fleet.d");
      }
    }
    return blocks;
  }
}
