package io.fedlora.cli;

import io.fedlora.file.CommandWord;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.report.Summary;
import io.fedlora.run.Execution;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.TimeMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a run, or goes on with one, in front of the user: shows how it goes, prints what it came
 * to, and says what can be done if it is broken off.
 *
 * @param quiet whether nothing but errors is printed
 */
record Session(Shell shell, ScenarioRun run, Path folder, boolean quiet) {
  /** What is to be done. */
  @FunctionalInterface
  interface Task {
    /** Holds the run to its end. */
    Summary on(Execution execution) throws IOException, InterruptedException;
  }

  int of(Task task) throws IOException {
    try (Interrupts.Guard guarded = shell.interrupted().guarded();
        Progress progress = progress()) {
      Execution execution = new Execution(run, progress, shell.interrupted());
      progress.follow(execution.tally());
      Summary summary = task.on(execution);
      progress.close();
      if (!quiet) {
        new Outcome(shell, summary, execution.tally(), folder).print();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (RuntimeException | IOException e) {
      // An interrupt also breaks whatever file is being read or written.
      if (shell.interrupted().getAsBoolean()) {
        throw interrupted();
      }
      boolean foreseen = e instanceof ScenarioException || e instanceof UnreadableFileException;
      String trouble = foreseen || !canBeResumed() ? "" : troubleWithTheDisk(e);
      if (!trouble.isEmpty()) {
        throw new DiskTroubleException(
            trouble + "; see to it, then: fedlora resume " + CommandWord.of(folder), e);
      }
      throw e;
    }
    return ExitStatus.DONE;
  }

  private Progress progress() {
    if (quiet) {
      return Progress.SILENT;
    }
    Pulse pulse = Pulse.of(run);
    return shell.live() ? new ProgressBar(shell, pulse) : new ProgressLines(shell.err(), pulse);
  }

  /** What could not be read or written, and why; empty if it was something else. */
  private static String troubleWithTheDisk(Throwable failure) {
    String what = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedIOException) {
        what = String.valueOf(cause.getMessage());
      } else if (cause instanceof IOException disk) {
        String why = DiskReason.of(disk);
        if (what.isEmpty() || what.equals(cause.toString())) {
          return why;
        }
        return what.contains(why) ? what : what + ": " + why;
      }
    }
    return "";
  }

  private InterruptedRunException interrupted() {
    if (!isBegun()) {
      return new InterruptedRunException("interrupted; nothing was written");
    }
    return new InterruptedRunException(
        canBeResumed()
            ? "interrupted; go on with: fedlora resume " + CommandWord.of(folder)
            : "interrupted; what was written so far lies in " + folder);
  }

  private boolean canBeResumed() {
    return isBegun() && run.scenario().time().mode() == TimeMode.VIRTUAL;
  }

  private boolean isBegun() {
    return Files.exists(folder.resolve("scenario.conf"));
  }
}
