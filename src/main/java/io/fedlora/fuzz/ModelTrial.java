package io.fedlora.fuzz;

import io.fedlora.check.RunCheck;
import io.fedlora.check.Verdict;
import io.fedlora.run.Execution;
import io.fedlora.run.RunFailedException;
import io.fedlora.run.RunWatcher;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds a scenario as {@code fedlora run} does, with the smallest real model, and proves the run.
 * The world does not heal.
 *
 * @param scratch where run folders are made
 */
record ModelTrial(Scratch scratch) implements Trial {
  private static final String MODEL =
      """

      foundation.model = tiny-random
      corpus {
        source = wordnet-topics
        topics = [animal, food, location, time]
        train-per-client = 8
        validation-per-client = 2
        test-per-client = 6
      }
      partition.kind = iid
      local.max-length = 16
      """;

  @Override
  public Result hold(String name, String text) throws InterruptedException {
    ScenarioRun run = new ScenarioRun(ScenarioFile.parse(name, MODEL + text, List.of()));
    Path folder = scratch.next();
    try {
      new Execution(run, RunWatcher.NONE).into(folder);
      Verdict verdict = RunCheck.of(folder);
      return new Result(
          Trial.words(verdict),
          0,
          0,
          0,
          verdict.checked().getOrDefault("versions reproduced bit by bit", 0L));
    } catch (RunFailedException e) {
      return Result.failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Scratch.remove(folder);
    }
  }
}
