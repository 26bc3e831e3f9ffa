package io.fedlora.sweep;

import io.fedlora.file.NewFolder;
import io.fedlora.file.WholeFile;
import io.fedlora.run.Execution;
import io.fedlora.run.Registries;
import io.fedlora.run.RunFailedException;
import io.fedlora.run.RunWatcher;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs a plan, one run after the other, each into a run folder of its own. What has been finished
 * before is kept; what has not is run anew. A run that fails is noted, and the next one begins.
 */
public final class Sweep {
  /** Combinations that take some seconds to look at. */
  private static final int MANY = 8;

  private static final String PLAN = "sweep.json";

  private final SweepPlan plan;
  private final Path folder;
  private final Supplier<RunWatcher> watchers;
  private final Consumer<String> says;
  private final Map<Path, Point> taken = new LinkedHashMap<>();
  private final List<RunResult> results = new ArrayList<>();

  /**
   * @param folder of the sweep
   * @param watchers one for each run
   * @param says takes a line for each run that begins or is found finished
   */
  public Sweep(SweepPlan plan, Path folder, Supplier<RunWatcher> watchers, Consumer<String> says) {
    this.plan = plan;
    this.folder = folder;
    this.watchers = watchers;
    this.says = says;
  }

  /**
   * Checks the plan, and makes the folder or takes it up again.
   *
   * @throws ScenarioException if a combination cannot be run, or the folder holds something else;
   *     nothing has been written then
   * @throws IOException if the folder cannot be made
   */
  public void begin() throws IOException {
    requireReadable();
    String text = plan.json(plan.scenario(Point.NONE, 0).resolvedText(Execution.VERSION));
    Path file = folder.resolve(PLAN);
    if (Files.isRegularFile(file)) {
      String begun = Files.readString(file);
      if (begun.equals(text)) {
        return;
      }
      if (!SweepPlan.differInListsAlone(begun, text)) {
        throw new ScenarioException(
            folder
                + " holds another sweep (its sweep.json says which); repeat that one's command,"
                + " with other values or seeds if you like, or name another folder with --out");
      }
      requireSameRuns();
    } else {
      requireFree();
    }
    requireRunnable();
    NewFolder.make(folder);
    WholeFile.write(file, text);
  }

  private void requireFree() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new ScenarioException(folder + " is a file; name another folder with --out");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new ScenarioException(folder + " is not empty; name another folder with --out");
      }
    }
  }

  /** The scenario of every run must be readable; that takes little time. */
  private void requireReadable() {
    for (Point point : plan.points()) {
      for (Point tuned : plan.grid()) {
        if (!plan.tune().isEmpty()) {
          plan.trial(point.and(tuned));
        }
        plan.seeds().forEach(seed -> plan.scenario(point.and(tuned), seed));
      }
    }
  }

  /**
   * Every combination must be one that {@code fedlora validate} lets pass. Further seeds, and
   * further values to choose from, are tried with the first combination only: to share out texts
   * takes most of a second each time.
   */
  private void requireRunnable() {
    Point first = plan.points().get(0);
    if (plan.points().size() > MANY) {
      says.accept("holding " + plan.points().size() + " combinations to what validate checks");
    }
    for (Point point : plan.points()) {
      Point chosen = Point.NONE;
      if (!plan.tune().isEmpty()) {
        List<Point> candidates = candidates(point);
        if (point.equals(first)) {
          candidates.forEach(tuned -> requireRunnable(point, plan.trial(point.and(tuned))));
        }
        chosen = candidates.get(0);
      }
      for (long seed : point.equals(first) ? plan.seeds() : plan.seeds().subList(0, 1)) {
        requireRunnable(point, plan.scenario(point.and(chosen), seed));
      }
    }
  }

  /** Two values may have given their folders the same name; a finished run must be its own. */
  private void requireSameRuns() throws IOException {
    for (Point point : plan.points()) {
      Path path = folder.resolve(name(point));
      if (plan.tune().isEmpty()) {
        for (long seed : plan.seeds()) {
          requireSameRun(path.resolve("seed-" + seed), plan.scenario(point, seed));
        }
      } else {
        for (Point tuned : candidates(point)) {
          requireSameRun(path.resolve("tune-" + tuned.folderName()), plan.trial(point.and(tuned)));
        }
      }
    }
  }

  private static void requireSameRun(Path path, Scenario scenario) throws IOException {
    String settled =
        Registries.METHODS
            .settle(scenario, scenario.method().name(), scenario.method().options())
            .resolvedText(Execution.VERSION);
    if (RunFigures.isFinished(path)
        && !Files.readString(path.resolve("scenario.conf")).equals(settled)) {
      throw new ScenarioException(
          path + " holds a run with other values; name another folder with --out");
    }
  }

  private static void requireRunnable(Point point, Scenario scenario) {
    try {
      new ScenarioRun(scenario);
    } catch (ScenarioException e) {
      throw point.values().isEmpty() ? e : new ScenarioException(point + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs what has not been run yet.
   *
   * @param done takes the combinations so far, after each of them
   * @return a line for each combination
   * @throws InterruptedException if the calling thread is interrupted; the same plan goes on there
   */
  public List<Combination> run(Consumer<List<Combination>> done)
      throws IOException, InterruptedException {
    List<Combination> all = new ArrayList<>();
    for (Point point : plan.points()) {
      all.add(combination(point));
      done.accept(List.copyOf(all));
    }
    return all;
  }

  /** Every run so far, in order, those that were chosen from included. */
  public List<RunResult> results() {
    return List.copyOf(results);
  }

  private Combination combination(Point point) throws IOException, InterruptedException {
    Point tuned = Point.NONE;
    if (!plan.tune().isEmpty()) {
      List<RunResult> trials = new ArrayList<>();
      for (Point candidate : candidates(point)) {
        trials.add(runOne(point, candidate, true, plan.tuneSeed()));
      }
      Optional<RunResult> best = best(trials);
      if (best.isEmpty()) {
        return new Combination(point, Optional.empty(), List.of(), trials.get(0).error());
      }
      tuned = best.get().tuned();
    }
    List<RunResult> runs = new ArrayList<>();
    for (long seed : plan.seeds()) {
      runs.add(runOne(point, tuned, false, seed));
    }
    String error =
        runs.stream().map(RunResult::error).filter(e -> !e.isEmpty()).findFirst().orElse("");
    return new Combination(point, Optional.of(tuned), runs, error);
  }

  /** The grid, without the values of keys that the combination's method does not read. */
  private List<Point> candidates(Point point) {
    Scenario scenario = plan.trial(point.and(plan.grid().get(0)));
    List<String> idle =
        Registries.METHODS.unread(scenario.method().name(), scenario.method().options());
    return Point.all(plan.tune().stream().filter(axis -> !idle.contains(axis.key())).toList());
  }

  private static Optional<RunResult> best(List<RunResult> trials) {
    RunResult best = null;
    for (RunResult trial : trials) {
      if (trial.figures().isPresent()
          && (best == null || trial.figures().get().isBetterThan(best.figures().orElseThrow()))) {
        best = trial;
      }
    }
    return Optional.ofNullable(best);
  }

  private RunResult runOne(Point point, Point tuned, boolean trial, long seed)
      throws IOException, InterruptedException {
    String name = name(point) + "/" + (trial ? "tune-" + tuned.folderName() : "seed-" + seed);
    Path path = folder.resolve(name);
    Point both = point.and(tuned);
    String what =
        "run %d of %s: %s%s, seed %d"
            .formatted(results.size() + 1, most(), both, trial ? ", to choose from" : "", seed);
    RunResult result;
    if (RunFigures.isFinished(path)) {
      says.accept(what + ": finished before");
      result = result(point, tuned, trial, seed, name, "");
    } else {
      clear(path);
      says.accept(what);
      result = result(point, tuned, trial, seed, name, attempt(both, trial, seed, path));
    }
    results.add(result);
    return result;
  }

  /** How many runs there are; a method that does not read all of the grid's keys has fewer. */
  private String most() {
    int each = plan.seeds().size() + (plan.tune().isEmpty() ? 0 : plan.grid().size());
    return (plan.tune().isEmpty() ? "" : "at most ") + plan.points().size() * each;
  }

  /** Runs into a folder; returns why it failed, or nothing. */
  private String attempt(Point point, boolean trial, long seed, Path path)
      throws IOException, InterruptedException {
    try {
      Scenario scenario = trial ? plan.trial(point) : plan.scenario(point, seed);
      new Execution(new ScenarioRun(scenario), watchers.get()).into(path);
      return "";
    } catch (ScenarioException e) {
      return String.valueOf(e.getMessage());
    } catch (RunFailedException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "the run failed: " + cause;
    } catch (RuntimeException e) {
      // An interrupt also breaks whatever file is being read or written.
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return "the run failed: " + e;
    }
  }

  private RunResult result(
      Point point, Point tuned, boolean trial, long seed, String name, String error)
      throws IOException {
    Optional<RunFigures> figures =
        error.isEmpty() ? Optional.of(RunFigures.read(folder.resolve(name))) : Optional.empty();
    return new RunResult(point, tuned, trial, seed, name, figures, error);
  }

  /** A folder for a combination; two whose names come out alike are told apart by number. */
  private String name(Point point) {
    String name = point.folderName();
    for (int number = 2; ; number++) {
      Point owner = taken.putIfAbsent(folder.resolve(name), point);
      if (owner == null || owner.equals(point)) {
        return name;
      }
      name = point.folderName() + "-" + number;
    }
  }

  /** Removes what an unfinished run has left. */
  private static void clear(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve("scenario.conf"))) {
      return;
    }
    List<Path> found;
    try (Stream<Path> files = Files.walk(path)) {
      found = new ArrayList<>(files.toList());
    }
    for (int i = found.size() - 1; i >= 0; i--) {
      Files.delete(found.get(i));
    }
  }
}
