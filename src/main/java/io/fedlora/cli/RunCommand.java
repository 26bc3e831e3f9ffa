package io.fedlora.cli;

import io.fedlora.report.live.LivePage;
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
      "A run that is interrupted or killed can be gone on with: fedlora resume DIR."
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

  @Option(
      names = "--live",
      description = "Serve the run's page on 127.0.0.1 while the run goes on.")
  private boolean live;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "With --live: the port, 0 for any that is free; ${DEFAULT-VALUE} if not given.")
  private int port = LivePage.USUAL_PORT;

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
    try (LiveRun page = live ? LiveRun.open(shell, port, folder) : LiveRun.NONE) {
      return new Session(shell, run, folder, quiet).of(execution -> execution.into(folder));
    }
  }
}
