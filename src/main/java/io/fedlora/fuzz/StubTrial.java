package io.fedlora.fuzz;

import io.fedlora.check.AgainstCheck;
import io.fedlora.check.RunCheck;
import io.fedlora.check.Verdict;
import io.fedlora.journal.Journal;
import io.fedlora.run.RunFailedException;
import io.fedlora.run.Stage;
import io.fedlora.run.StubbedRun;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a scenario without its model and proves the run. After the first third of the rounds the
 * world heals. Now and then the same is held on another number of slots, which must leave the same
 * bytes.
 *
 * @param scratch where run folders are made
 * @param stages where runs are played
 */
record StubTrial(Scratch scratch, Stages stages) implements Trial {
  private static final int HEALED_AFTER_A = 3;

  /** Rounds that may be added for all to be heard. */
  private static final int MORE_ROUNDS = 2000;

  @Override
  public void requireFits(String name, String text) {
    new StubbedRun(ScenarioFile.parse(name, scratch.placed(text), List.of()), 0);
  }

  @Override
  public Result hold(String name, String written) throws InterruptedException {
    String text = scratch.placed(written);
    Scenario scenario = ScenarioFile.parse(name, text, List.of());
    int healedAfter = scenario.rounds() / HEALED_AFTER_A;
    StubbedRun run = new StubbedRun(scenario, healedAfter);
    List<String> violations = new ArrayList<>();
    Path first = scratch.next();
    Path second = scratch.next();
    try {
      Liveness.Seen seen = run(run, healedAfter, first);
      violations.addAll(seen.complaints());
      if (violations.isEmpty() && !seen.isComplete()) {
        seen = longer(name, text, scenario, healedAfter).withEvents(seen.events());
        violations.addAll(seen.complaints());
      }
      Verdict verdict = RunCheck.of(first);
      violations.addAll(Trial.words(verdict));
      if (violations.isEmpty() && scenario.seed() % Trial.HELD_TWICE == 0) {
        Scenario other = ScenarioFile.parse(name, text + Trial.moreSlots(scenario), List.of());
        run(new StubbedRun(other, healedAfter), healedAfter, second);
        violations.addAll(Trial.words(AgainstCheck.of(first, second)));
      }
      return new Result(
          List.copyOf(violations),
          seen.events(),
          seen.living(),
          seen.heard(),
          seen.excused(),
          verdict.checked().getOrDefault("versions reproduced bit by bit", 0L));
    } catch (RunFailedException e) {
      return Result.failed(e);
    } finally {
      Scratch.remove(first);
      Scratch.remove(second);
    }
  }

  /**
   * The same with more rounds, until all who live have been heard: whom the server asks by lot, or
   * only when there is a place, it may ask late. Some are never needed, as the slowest where
   * updates of the fastest are enough.
   */
  private Liveness.Seen longer(String name, String text, Scenario scenario, int healedAfter)
      throws InterruptedException {
    int rounds = scenario.rounds() + MORE_ROUNDS;
    Scenario longer = ScenarioFile.parse(name, text + "\nrounds = " + rounds + "\n", List.of());
    StubbedRun run = new StubbedRun(longer, healedAfter);
    CompletableFuture<Boolean> enough = new CompletableFuture<>();
    return watch(
        run,
        healedAfter,
        (stage, begun) -> run.watched(stage, now -> until(enough, begun.apply(now)), enough));
  }

  private static Journal until(CompletableFuture<Boolean> enough, Liveness liveness) {
    return event -> {
      if (!enough.isDone()) {
        liveness.append(event);
        if (liveness.hasSeenEnough()) {
          enough.complete(true);
        }
      }
    };
  }

  private Liveness.Seen run(StubbedRun run, int healedAfter, Path folder)
      throws InterruptedException {
    return watch(run, healedAfter, (stage, begun) -> run.into(stage, folder, begun::apply));
  }

  /** A run on some stage, with somebody who looks on. */
  private interface Play {
    void on(Stage stage, Function<LongSupplier, Liveness> begun)
        throws IOException, InterruptedException;
  }

  private Liveness.Seen watch(StubbedRun run, int healedAfter, Play play)
      throws InterruptedException {
    AtomicReference<@Nullable Liveness> watching = new AtomicReference<>();
    Stage stage = stages.take();
    try {
      play.on(
          stage,
          now -> {
            Liveness liveness = new Liveness(run.server(), run.fleet(), healedAfter, now);
            watching.set(liveness);
            return liveness;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      stages.giveBack(stage);
    }
    return Objects.requireNonNull(watching.get(), "the run has begun no journal").end();
  }
}
