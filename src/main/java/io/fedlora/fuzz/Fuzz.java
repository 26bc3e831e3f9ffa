package io.fedlora.fuzz;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds a scenario for every seed, several at a time, and gathers what came of them. */
public final class Fuzz implements AutoCloseable {
  /** Seeds that are under way or done before their turn to be told. */
  private static final int AHEAD = 16;

  /** What making a scenario smaller may take: a drawn run takes milliseconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String MODEL_ROUNDS = "5";

  /** The drawn fleet is for a stub, whose steps are so many times smaller. */
  private static final double MODEL_SPEED = 500;

  /**
   * What came of a seed.
   *
   * @param seed that it was drawn from
   * @param violations in words; none if all is well
   * @param events in its journal
   * @param living clients that had not left for good when the world healed
   * @param heard clients of whom an update arrived after that
   * @param excused clients that came back with nothing by their own conduct, or were not needed
   * @param reproduced merges that were done again from the stored updates, to the same bits
   */
  public record Outcome(
      long seed,
      List<String> violations,
      long events,
      int living,
      int heard,
      int excused,
      long reproduced) {
    /** Whether nothing was found to be wrong. */
    public boolean holds() {
      return violations.isEmpty();
    }

    private static Outcome of(long seed, Trial.Result result) {
      return new Outcome(
          seed,
          result.violations(),
          result.events(),
          result.living(),
          result.heard(),
          result.excused(),
          result.reproduced());
    }
  }

  private final Swarm swarm = new Swarm(Repertoire.ofRegistry());
  private final Scratch scratch = new Scratch();
  private final Stages stages = new Stages();
  private final Fixed fixed;
  private final boolean withModel;
  private final Trial trial;

  /**
   * Makes a folder for what is held: in memory, where the system has one there.
   *
   * @param fixed what is not drawn
   * @param withModel whether the smallest real model does the local work, and not a stub
   */
  public Fuzz(Fixed fixed, boolean withModel) throws IOException {
    this.fixed = fixed;
    this.withModel = withModel;
    this.trial = withModel ? new ModelTrial(scratch) : new StubTrial(scratch, stages);
  }

  /** The scenario of a seed; with a model, of few rounds and fast clients. */
  private Draft draw(long seed) {
    Draft drawn = swarm.draw(seed);
    return withModel ? drawn.with("rounds", MODEL_ROUNDS).faster(MODEL_SPEED) : drawn;
  }

  /**
   * Holds the scenarios of consecutive seeds.
   *
   * @param jobs how many at a time
   * @param each is told of each seed, in order
   * @throws ScenarioException if what is fixed does not go with anything that is drawn
   */
  public void hold(long from, long seeds, int jobs, Consumer<Outcome> each)
      throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Outcome>> begun = new ArrayList<>();
      for (long k = 0; k < seeds; k++) {
        long one = from + k;
        begun.add(executor.submit(() -> Outcome.of(one, fixed.hold(trial, draw(one)))));
        if (begun.size() >= AHEAD * jobs) {
          each.accept(outcome(begun.remove(0)));
        }
      }
      for (Future<Outcome> last : begun) {
        each.accept(outcome(last));
      }
    } finally {
      end(executor);
    }
  }

  /** Waits for the workers: none may write any more when the folder is removed. */
  private static void end(ExecutorService executor) {
    executor.shutdownNow();
    boolean interrupted = false;
    while (!executor.isTerminated()) {
      try {
        executor.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Outcome outcome(Future<Outcome> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Holds what is fixed as it is, with nothing drawn. */
  public Outcome holdFixed() throws InterruptedException {
    return Outcome.of(0, trial.hold(fixed.name(), fixed.alone()));
  }

  /**
   * A scenario file that fails as the one of the seed did, with as little in it as may be.
   *
   * @param outcome of a seed that failed
   */
  public String smallest(Outcome outcome) throws InterruptedException {
    String kind = kind(outcome.violations());
    Shrinker.Shrunk shrunk =
        new Shrinker(
                draft -> {
                  try {
                    Trial.Result result = fixed.hold(trial, draft);
                    return !result.holds() && kind(result.violations()).equals(kind);
                  } catch (ScenarioException e) {
                    return false;
                  }
                },
                PATIENCE,
                System::nanoTime)
            .shrink(draw(outcome.seed()));
    Draft smallest = shrunk.draft();
    StringBuilder text = new StringBuilder();
    text.append("# Drawn from seed ").append(outcome.seed()).append(", then made smaller.\n");
    if (!shrunk.isDone()) {
      text.append("# The search took too long and was broken off: more might be left out.\n");
    }
    text.append("# fedlora fuzz THIS-FILE holds it again. It fails with\n");
    Trial.Result result = fixed.hold(trial, smallest);
    result.violations().stream()
        .limit(3)
        .forEach(one -> text.append("#   ").append(one).append('\n'));
    String scenario = fixed.text(smallest);
    return text.append(Presences.comments(scenario)).append(scenario).toString();
  }

  /** Failures are alike if they begin with the same words, numbers aside. */
  private static String kind(List<String> violations) {
    return violations.isEmpty()
        ? ""
        : violations.get(0).split(":", 2)[0].replaceAll("[0-9]{2,}", "");
  }

  /** Removes the folder and ends the actor systems. */
  @Override
  public void close() {
    stages.close();
    scratch.close();
  }
}
