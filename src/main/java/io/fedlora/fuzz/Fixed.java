package io.fedlora.fuzz;

import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a user's scenario says and is not drawn.
 *
 * @param name what errors call it; relative paths in it start at the name's folder
 * @param text of the scenario
 */
public record Fixed(String name, String text) {
  /** Everything is drawn. */
  public static final Fixed NOTHING = new Fixed("fuzz.conf", "");

  /**
   * The scenario of a file.
   *
   * @throws ScenarioException if it is none
   */
  public static Fixed of(Path file) throws IOException {
    ScenarioFile.load(file, List.of());
    return new Fixed(file.toString(), Files.readString(file));
  }

  /** What is fixed, by itself, in virtual time as all that is held here. */
  String alone() {
    return text + "\ntime.mode = virtual\n";
  }

  /** What is drawn, with what is fixed in its place; the seed is always drawn, and time virtual. */
  String text(Draft draft) {
    return text.isEmpty()
        ? draft.text()
        : "%s%n%s%nseed = %s%n".formatted(draft.text(), alone(), draft.keys().get("seed"));
  }

  /**
   * Holds what is drawn. If what is fixed does not go with it, what is drawn gives way: of the
   * method, then of the server, and only if that is not enough, the faults.
   *
   * @throws ScenarioException if what is fixed goes with nothing, or the trial cannot be held
   */
  Trial.Result hold(Trial trial, Draft draft) throws InterruptedException {
    if (text.isEmpty()) {
      try {
        trial.requireFits(name, text(draft));
      } catch (ScenarioException e) {
        return Trial.Result.failed("the scenario is refused: " + e.getMessage());
      }
      return trial.hold(name, text(draft));
    }
    Draft inRounds = draft.without("server.").with("server.collection", "synchronous");
    Draft plain = inRounds.without("method.");
    for (Draft candidate : List.of(draft, draft.without("method."), inRounds, plain)) {
      if (fits(trial, candidate)) {
        return trial.hold(combined(), text(candidate));
      }
    }
    return trial.hold(combined(), text(plain.without("faults.")));
  }

  /** What errors call it with what is drawn above it; lines are those of both. */
  private String combined() {
    return name + " (below what is drawn)";
  }

  private boolean fits(Trial trial, Draft draft) {
    try {
      trial.requireFits(combined(), text(draft));
      return true;
    } catch (ScenarioException refused) {
      return false;
    }
  }
}
