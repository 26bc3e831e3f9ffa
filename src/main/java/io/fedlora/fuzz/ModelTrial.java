package io.fedlora.fuzz;

import io.fedlora.check.AgainstCheck;
import io.fedlora.check.RunCheck;
import io.fedlora.check.Verdict;
import io.fedlora.run.Execution;
import io.fedlora.run.RunFailedException;
import io.fedlora.run.RunWatcher;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a scenario as {@code fedlora run} does, with the smallest real model, and proves the run.
 * The world does not heal. Now and then the same is held on another number of slots, which must
 * leave the same bytes.
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
  public void requireFits(String name, String text) {
    new ScenarioRun(ScenarioFile.parse(name, MODEL + scratch.placed(text), List.of()));
  }

  @Override
  public Result hold(String name, String written) throws InterruptedException {
    String text = scratch.placed(written);
    Scenario scenario = ScenarioFile.parse(name, MODEL + text, List.of());
    Path first = scratch.next();
    Path second = scratch.next();
    try {
      run(scenario, first);
      Verdict verdict = RunCheck.of(first);
      List<String> violations = new ArrayList<>(Trial.words(verdict));
      if (violations.isEmpty() && scenario.seed() % Trial.HELD_TWICE == 0) {
        run(ScenarioFile.parse(name, MODEL + text + Trial.moreSlots(scenario), List.of()), second);
        violations.addAll(Trial.words(AgainstCheck.of(first, second)));
      }
      return new Result(
          List.copyOf(violations),
          verdict.checked().getOrDefault("events", 0L),
          0,
          0,
          0,
          verdict.checked().getOrDefault("versions reproduced bit by bit", 0L));
    } catch (RunFailedException e) {
      return Result.failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Scratch.remove(first);
      Scratch.remove(second);
    }
  }

  private static void run(Scenario scenario, Path folder) throws IOException, InterruptedException {
    new Execution(new ScenarioRun(scenario), RunWatcher.NONE).into(folder);
  }
}
