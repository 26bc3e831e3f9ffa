package io.fedlora.cli;

import io.fedlora.run.RunFolder;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedlora run}. */
@Command(
    name = "run",
    description = "Runs a scenario and prints what happened to each client.",
    footer = {
      "",
      "Examples:",
      "  fedlora run scenarios/quickstart.conf",
      "  fedlora run scenarios/quickstart.conf server.deadline=30s seed=3 --out runs/hasty",
      "  fedlora run scenarios/quickstart.conf --live",
      "      and look at http://127.0.0.1:8765/ while it goes on",
      "",
      "A run that is interrupted or killed can be resumed: fedlora resume DIR."
    },
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ScenarioArguments arguments = new ScenarioArguments();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder to make; runs/<name>-<time> if not given.")
  private @Nullable Path out;

  @Mixin private LiveArguments live = new LiveArguments();

  @Option(
      names = "--quiet",
      description = "Print nothing but errors, and with --live where the page is.")
  private boolean quiet;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    Scenario scenario = arguments.load();
    Path folder = out == null ? RunNames.next(scenario.name()) : out;
    RunFolder.requireFree(folder);
    ScenarioRun run = new ScenarioRun(scenario);
    if (!quiet) {
      new Warnings(shell).of(run);
    }
    try (LiveRun page = LiveRun.open(shell, live, folder)) {
      return new Session(shell, run, folder, quiet).of(execution -> execution.into(folder));
    }
  }
}
