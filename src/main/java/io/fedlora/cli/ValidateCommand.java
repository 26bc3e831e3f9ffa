package io.fedlora.cli;

import io.fedlora.run.Execution;
import io.fedlora.run.ScenarioRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fedlora validate}. */
@Command(
    name = "validate",
    description = {
      "Checks a scenario and all it names, without training, and prints it with every default.",
      "Keys that are set but not read are listed as warnings."
    },
    footer = {
      "",
      "Examples:",
      "  fedlora validate scenarios/quickstart.conf",
      "  fedlora validate scenarios/quickstart.conf method.name=homlora > all-keys.conf",
      "      keeps the scenario with a value for every key"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ScenarioArguments arguments = new ScenarioArguments();

  ValidateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ScenarioRun run = new ScenarioRun(arguments.load());
    shell.out().print(run.scenario().resolvedText(Execution.VERSION));
    shell.out().flush();
    new Warnings(shell).of(run);
    return ExitStatus.DONE;
  }
}
