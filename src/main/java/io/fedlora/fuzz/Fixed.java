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

  /** What is drawn, with what is fixed in its place; the seed is always drawn. */
  String text(Draft draft) {
    return text.isEmpty()
        ? draft.text()
        : draft.text() + "\n" + text + "\nseed = " + draft.keys().get("seed") + "\n";
  }

  /**
   * Holds what is drawn. If the fixed method or merge does not go with it, the drawn collection
   * gives way.
   */
  Trial.Result hold(Trial trial, Draft draft) throws InterruptedException {
    try {
      return trial.hold(name, text(draft));
    } catch (ScenarioException e) {
      if (text.isEmpty()) {
        return Trial.Result.failed("the scenario is refused: " + e.getMessage());
      }
      Draft plain =
          draft.without("server.").without("faults.").with("server.collection", "synchronous");
      return trial.hold(name, text(plain));
    }
  }
}
