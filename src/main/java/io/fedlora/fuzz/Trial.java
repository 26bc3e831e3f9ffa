package io.fedlora.fuzz;

import io.fedlora.check.Verdict;
import io.fedlora.run.RunFailedException;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import java.util.List;

/** Holds scenarios and says what is wrong with their runs. */
interface Trial {
  /** Of so many seeds one is held again, on another number of slots. */
  int HELD_TWICE = 8;

  /**
   * Looks whether the scenario of a text can be held, without holding it.
   *
   * @throws ScenarioException if what it says does not go together
   */
  void requireFits(String name, String text);

  /**
   * Holds the scenario of a text.
   *
   * @param name what errors call the text; relative paths in it start at the name's folder
   * @throws ScenarioException if it is none
   */
  Result hold(String name, String text) throws InterruptedException;

  /** A line behind a scenario that gives it a slot more. */
  static String moreSlots(Scenario scenario) {
    return "\ndevices.slots = " + (scenario.devices().slots() + 1) + "\n";
  }

  /** What a check found, in words. */
  static List<String> words(Verdict verdict) {
    return verdict.violations().stream()
        .map(one -> "invariant " + one.invariant() + ": " + one.message())
        .toList();
  }

  /**
   * What came of it.
   *
   * @param violations in words; none if all is well
   * @param events of the journal
   * @param living clients that had not left for good when the world healed
   * @param heard clients whose update arrived after that
   * @param excused clients that came back with nothing by their own conduct, or were not needed
   * @param reproduced merges that the check did again, bit by bit
   */
  record Result(
      List<String> violations, long events, int living, int heard, int excused, long reproduced) {
    static Result failed(RunFailedException failure) {
      Throwable root = failure;
      for (Throwable next = failure; next != null; next = next.getCause()) {
        root = next;
      }
      return failed("the run fails: " + root);
    }

    static Result failed(String violation) {
      return new Result(List.of(violation), 0, 0, 0, 0, 0);
    }

    boolean holds() {
      return violations.isEmpty();
    }
  }
}
