package io.fedlora.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  private final Failing failing;
  private int trials;

  Shrinker(Failing failing) {
    this.failing = failing;
  }

  /** The smallest that was found; the scenario itself if nothing can be left out. */
  Draft shrink(Draft failed) throws InterruptedException {
    Draft smallest = failed;
    for (boolean smaller = true; smaller; ) {
      smaller = false;
      for (Draft candidate : candidates(smallest)) {
        if (++trials > MOST_TRIALS) {
          return smallest;
        }
        if (failing.fails(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** The great pieces before the small ones. */
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
    return all;
  }

  /** The faults, and what happens to the whole fleet. */
  private static Set<String> blocks(Map<String, String> keys) {
    Set<String> blocks = new LinkedHashSet<>();
    for (String key : keys.keySet()) {
      String[] steps = key.split("\\.", 3);
      if (steps[0].equals("faults") || steps.length == 3) {
        blocks.add(steps[0] + "." + steps[1] + ".");
      } else if (steps[0].equals("fleet")) {
        blocks.add("fleet.d");
      }
    }
    return blocks;
  }
}
