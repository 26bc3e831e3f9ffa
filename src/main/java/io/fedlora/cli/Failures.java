package io.fedlora.cli;

import io.fedlora.file.UnmakeableFolderException;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.foundation.FoundationException;
import io.fedlora.run.RunFailedException;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one message and an exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Shell shell;
  private final BooleanSupplier debug;

  /**
   * @param debug whether stack traces are wanted; asked once something has gone wrong
   */
  Failures(Shell shell, BooleanSupplier debug) {
    this.shell = shell;
    this.debug = debug;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    say(Slip.of(failure) + " (see " + command + " --help)");
    return ExitStatus.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    if (debug.getAsBoolean()) {
      failure.printStackTrace(shell.err());
    }
    if (failure instanceof InterruptedRunException) {
      say(failure.getMessage());
      return ExitStatus.INTERRUPTED;
    }
    if (shell.interrupted().getAsBoolean() || failure instanceof InterruptedException) {
      say("interrupted");
      return ExitStatus.INTERRUPTED;
    }
    if (failure instanceof ScenarioException
        || failure instanceof UnreadableFileException
        || failure instanceof UnmakeableFolderException) {
      say(failure.getMessage());
      return ExitStatus.BAD_INPUT;
    }
    say(failure instanceof DiskTroubleException ? failure.getMessage() : reason(failure));
    return ExitStatus.FAILED;
  }

  /** What is no exception, such as that memory has run out. */
  int handleError(Throwable error) {
    if (debug.getAsBoolean()) {
      error.printStackTrace(shell.err());
    }
    say(words(error) + hint(error));
    return ExitStatus.FAILED;
  }

  /** What was to be printed went nowhere, which nobody else may have noticed. */
  int handleUnwritten(String reason) {
    say("standard output cannot be written: " + reason);
    return ExitStatus.FAILED;
  }

  private static String reason(Exception failure) {
    if (failure instanceof RunFailedException) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      return "the run failed: " + words(cause) + hint(cause);
    }
    return words(failure) + hint(failure);
  }

  /**
   * What is foreseen says it in its message; of all else the kind is needed to make sense of it.
   */
  private static String words(Throwable failure) {
    boolean foreseen =
        failure instanceof ScenarioException
            || failure instanceof UnreadableFileException
            || failure instanceof FoundationException
            || failure instanceof UncheckedIOException;
    String message = foreseen ? String.valueOf(failure.getMessage()) : failure.toString();
    Throwable root = root(failure);
    boolean more = !foreseen || failure instanceof UncheckedIOException;
    // What an unreadable or full disk says has been told already, or is enough without its kind.
    boolean isTold = message.contains(String.valueOf(root.getMessage()));
    String why = root instanceof IOException ? String.valueOf(root.getMessage()) : root.toString();
    return more && root != failure && !isTold ? message + ", because " + why : message;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static String hint(Throwable failure) {
    boolean plain = failure instanceof IOException || failure instanceof UncheckedIOException;
    return plain ? "" : " (--debug prints where)";
  }

  private void say(@org.jspecify.annotations.Nullable String message) {
    String line = String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
    shell.err().println(shell.errPaint().red("fedlora:") + " " + line);
    shell.err().flush();
  }
}
