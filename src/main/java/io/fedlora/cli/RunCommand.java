package io.fedlora.cli;

import io.fedlora.report.Summary;
import io.fedlora.run.Execution;
import io.fedlora.run.RunFolder;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
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
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ScenarioArguments arguments = new ScenarioArguments();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder to make; runs/<name>-<time> if not given.")
  private @Nullable Path out;

  @Option(names = "--quiet", description = "Print nothing but errors.")
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
    Summary summary;
    try (Progress progress = progress(run)) {
      Execution execution = new Execution(run, progress);
      progress.follow(execution.tally());
      summary = execution.into(folder);
      progress.close();
      if (!quiet) {
        new Outcome(shell, summary, execution.tally().fates(), folder).print();
      }
    } catch (InterruptedException e) {
      throw interrupted(folder);
    } catch (RuntimeException | IOException e) {
      // An interrupt also breaks whatever file is being read or written.
      if (shell.interrupted().getAsBoolean()) {
        throw interrupted(folder);
      }
      throw e;
    }
    return ExitStatus.DONE;
  }

  private Progress progress(ScenarioRun run) {
    if (quiet) {
      return Progress.SILENT;
    }
    Pulse pulse = Pulse.of(run);
    return shell.live() ? new ProgressBar(shell, pulse) : new ProgressLines(shell.err(), pulse);
  }

  private static InterruptedRunException interrupted(Path folder) {
    return new InterruptedRunException(
        Files.exists(folder.resolve("scenario.conf"))
            ? "interrupted; what was written so far lies in " + folder
            : "interrupted; nothing was written");
  }
}
