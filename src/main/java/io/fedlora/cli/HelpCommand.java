package io.fedlora.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code fedlora help}. */
@Command(
    name = "help",
    description = "Says what there is, or more about a command.",
    footer = {"", "Examples:", "  fedlora help", "  fedlora help run"},
    helpCommand = true)
final class HelpCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "A command.")
  private @Nullable String command;

  HelpCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not said which command this is");
    }
    CommandLine program = spec.root().commandLine();
    CommandLine about = command == null ? program : program.getSubcommands().get(command);
    if (about == null) {
      throw new UnmatchedArgumentException(program, List.of(String.valueOf(command)));
    }
    about.usage(shell.out());
    shell.out().flush();
    return ExitStatus.DONE;
  }
}
