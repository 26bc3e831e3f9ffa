package io.fedlora.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fedlora completion}. */
@Command(
    name = "completion",
    description = "Prints a script that lets bash or zsh complete commands, keys and names.",
    footer = {
      "",
      "Examples:",
      "  source <(./fedlora completion)",
      "      completes in this shell, bash or zsh",
      "  ./fedlora completion > ~/.local/share/bash-completion/completions/fedlora",
      "      completes in every bash from now on"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private @Nullable CommandSpec spec;

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not said which command this is");
    }
    CommandLine program = spec.root().commandLine();
    shell.out().println(new CompletionScript(program, CompletionWords.ofThisProgram()).text());
    shell.out().flush();
    return ExitStatus.DONE;
  }
}
