package io.fedlora.cli;

import io.fedlora.run.Execution;
import io.fedlora.run.Registries;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Block;
import io.fedlora.scenario.Registry;
import io.fedlora.scenario.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fedlora validate}. */
@Command(
    name = "validate",
    description = {
      "Checks a scenario and all it names, without training, and prints it with every default.",
      "Keys that are set but not read are listed as warnings."
    })
final class ValidateCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ScenarioArguments arguments = new ScenarioArguments();

  ValidateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Scenario scenario = new ScenarioRun(arguments.load()).scenario();
    shell.out().print(scenario.resolvedText(Execution.VERSION));
    shell.out().flush();
    warn(Registries.METHODS, "method", scenario.method().name(), scenario.method().options());
    warn(Registries.CORPORA, "corpus", scenario.corpus().source(), scenario.corpus().options());
    warn(
        Registries.PARTITIONS,
        "partition",
        scenario.partition().kind(),
        scenario.partition().options());
    shell.err().flush();
    return ExitStatus.DONE;
  }

  private void warn(Registry<?> registry, String kind, String name, Block block) {
    for (String key : registry.unread(name, block)) {
      shell
          .err()
          .println(
              shell.errPaint().yellow("warning:")
                  + " "
                  + key
                  + " is set, but "
                  + kind
                  + " "
                  + name
                  + " does not read it");
    }
  }
}
