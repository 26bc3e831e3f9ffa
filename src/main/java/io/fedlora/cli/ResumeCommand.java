package io.fedlora.cli;

import io.fedlora.file.CommandWord;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.journal.EventReader;
import io.fedlora.report.ClientTally;
import io.fedlora.report.Summary;
import io.fedlora.report.SummaryFile;
import io.fedlora.run.Execution;
import io.fedlora.run.RunFolder;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedlora resume}. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run that was interrupted, was killed or failed, and prints what it came to.",
      "It ends with the bytes of a run that was never stopped. Of a run that has ended it prints"
          + " what it came to."
    },
    footer = {
      "",
      "Examples:",
      "  fedlora run scenarios/quickstart.conf --out runs/first     (Ctrl-C)",
      "  fedlora resume runs/first",
      "  fedlora resume runs/first --live",
      "  fedlora check runs/first"
    },
    sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "DIR", description = "The run folder.")
  private Path path = Path.of("");

  @Mixin private LiveArguments live = new LiveArguments();

  @Option(
      names = "--quiet",
      description = "Print nothing but errors, and with --live where the page is.")
  private boolean quiet;

  ResumeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.begun(path);
    if (folder.isFinished()) {
      Summary summary = summary(folder);
      Execution.roundOff(folder);
      printPast(folder, summary);
      return ExitStatus.DONE;
    }
    ScenarioRun run = new ScenarioRun(folder.scenario());
    try (LiveRun page = LiveRun.open(shell, live, path)) {
      return new Session(shell, run, path, quiet)
          .of(execution -> execution.goOn(folder, this::warn));
    }
  }

  /** Read before all else: what is made from a damaged one would be damaged too. */
  private static Summary summary(RunFolder folder) {
    Path file = folder.file("summary.json");
    try {
      return SummaryFile.read(file);
    } catch (UnreadableFileException e) {
      throw new ScenarioException(
          "%s; remove it, and fedlora resume %s makes it anew"
              .formatted(e.getMessage(), CommandWord.of(folder.path())),
          e);
    }
  }

  private void warn(String trouble) {
    if (!quiet) {
      new Warnings(shell).say(trouble);
    }
  }

  private void printPast(RunFolder folder, Summary summary) {
    ClientTally tally = new ClientTally();
    EventReader.read(folder.file("events.jsonl"), tally);
    if (!quiet) {
      new Outcome(shell, summary, tally, path).print();
    }
  }
}
