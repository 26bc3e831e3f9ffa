package io.fedlora.cli;

import io.fedlora.file.WholeFile;
import io.fedlora.journal.Json;
import io.fedlora.report.page.Comparison;
import io.fedlora.run.RunWatcher;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.sweep.Axis;
import io.fedlora.sweep.Combination;
import io.fedlora.sweep.Point;
import io.fedlora.sweep.Sweep;
import io.fedlora.sweep.SweepFiles;
import io.fedlora.sweep.SweepPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedlora sweep}. */
@Command(
    name = "sweep",
    description = {
      "Runs a scenario under every combination of values and seeds, and prints one table.",
      "The same command goes on where it was interrupted, also with other values or seeds;",
      "finished runs are kept.",
      "With --tune, every combination first chooses from the same grid, on validation texts."
    },
    footer = {
      "",
      "Examples:",
      "  fedlora sweep scenarios/quickstart.conf --over method.name=pf2lora,homlora \\",
      "      --seeds 1,2,3 --out sweeps/two",
      "  fedlora sweep scenarios/methods-demo.conf --over method.name=all \\",
      "      --tune method.learning-rate=2e-3,5e-3,1e-2 --tune-seed 100 --seeds 1,2,3 \\",
      "      --out sweeps/methods"
    },
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ScenarioArguments arguments = new ScenarioArguments();

  @Option(
      names = "--over",
      paramLabel = "key=a,b,c",
      description = {
        "A key and its values; several make a grid.",
        "method.name=all stands for every method."
      })
  private List<String> over = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "1,2,3",
      split = ",",
      description = "Seeds of every combination; the scenario's if not given.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--tune",
      paramLabel = "key=a,b,c",
      description = "A key and values of which each combination takes what validates best.")
  private List<String> tune = new ArrayList<>();

  @Option(
      names = "--tune-seed",
      paramLabel = "SEED",
      defaultValue = "100",
      description = "Seed of the runs that are chosen from; 100 if not given.")
  private long tuneSeed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the sweep; made, or taken up again.")
  private Path out = Path.of("");

  @Option(names = "--quiet", description = "Print nothing but the table and errors.")
  private boolean quiet;

  @Mixin private ComparisonArguments asked = new ComparisonArguments();

  @Option(names = "--json", description = "Print the table as an array with an object a row.")
  private boolean json;

  SweepCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    SweepPlan plan =
        new SweepPlan(
            arguments.file(),
            arguments.overrides(),
            over.stream().map(text -> Axis.parse("--over", text)).toList(),
            tune.stream().map(text -> Axis.parse("--tune", text)).toList(),
            tuneSeed,
            seeds.isEmpty() ? List.of(arguments.load().seed()) : seeds);
    Comparison.Choice choice = asked.choice();
    Optional<Point> baseline =
        asked.baseline().isEmpty() ? Optional.empty() : Optional.of(plan.point(asked.baseline()));
    Sweep sweep = new Sweep(plan, out, () -> RunWatcher.NONE, this::say);
    try (Interrupts.Guard guarded = shell.interrupted().guarded()) {
      sweep.begin();
      SweepFiles files = new SweepFiles(plan, out);
      List<Combination> all =
          sweep.run(
              done -> {
                files.writeRuns(sweep.results());
                files.writeTable(done);
                WholeFile.write(out.resolve("table.md"), new SweepTable(plan, done).markdown());
              });
      return print(plan, all, chosen(choice, baseline, all));
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (RuntimeException | IOException e) {
      // An interrupt also breaks whatever file is being read or written.
      if (shell.interrupted().getAsBoolean()) {
        throw interrupted();
      }
      throw e;
    }
  }

  private InterruptedRunException interrupted() {
    return new InterruptedRunException("interrupted; the same command goes on in " + out);
  }

  private void say(String line) {
    if (!quiet) {
      shell.err().println(line);
      shell.err().flush();
    }
  }

  /** The baseline by the folder of one of its runs: its combination may be spelt in other words. */
  private Comparison.Choice chosen(
      Comparison.Choice choice, Optional<Point> baseline, List<Combination> all) {
    if (baseline.isEmpty()) {
      return choice;
    }
    Optional<String> run =
        all.stream()
            .filter(one -> one.point().equals(baseline.get()))
            .flatMap(one -> one.runs().stream())
            .filter(one -> one.figures().isPresent())
            .map(one -> out.resolve(one.folder()).toString())
            .findFirst();
    if (run.isEmpty()) {
      new Warnings(shell)
          .say("no run of the baseline, " + baseline.get() + ", came to its end; the first is it");
    }
    return new Comparison.Choice(run.orElse(""), choice.columns());
  }

  /** Puts all runs that came to their end side by side, those that were chosen from left out. */
  private boolean compare(SweepPlan plan, List<Combination> all, Comparison.Choice choice)
      throws IOException {
    List<Path> finished =
        all.stream()
            .flatMap(one -> one.runs().stream())
            .filter(run -> run.figures().isPresent())
            .map(run -> out.resolve(run.folder()))
            .toList();
    if (finished.isEmpty()) {
      return false;
    }
    Warnings warnings = new Warnings(shell);
    try {
      Comparison comparison =
          Comparison.of(finished, plan.over().stream().map(Axis::key).toList(), choice);
      comparison.write(out, arguments.load().name());
      comparison.notes().forEach(warnings::say);
      return true;
    } catch (ScenarioException e) {
      // Such as runs of other devices that did not end alike; the sweep's own table stands.
      warnings.say("no comparison: " + e.getMessage());
      return false;
    }
  }

  private int print(SweepPlan plan, List<Combination> all, Comparison.Choice choice)
      throws IOException {
    boolean compared = compare(plan, all, choice);
    if (json) {
      shell.out().println(Json.of(new SweepTable(plan, all).objects()));
    } else {
      new SweepTable(plan, all).table().print(shell);
      if (compared) {
        shell.out().println();
        shell.out().println(out.resolve("comparison.html"));
      }
    }
    shell.out().flush();
    boolean failed = false;
    for (Combination one : all) {
      if (!one.error().isEmpty()) {
        failed = true;
        String reason = one.error().replaceAll("\\s*\\R\\s*", " ");
        shell
            .err()
            .println(shell.errPaint().red("fedlora:") + " " + one.point() + " failed: " + reason);
      }
    }
    shell.err().flush();
    return failed ? ExitStatus.FAILED : ExitStatus.DONE;
  }
}
