package io.fedlora.cli;

import io.fedlora.run.Execution;
import io.fedlora.run.Registries;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Block;
import io.fedlora.scenario.Registry;
import io.fedlora.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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
    Scenario scenario = run.scenario();
    shell.out().print(scenario.resolvedText(Execution.VERSION));
    shell.out().flush();
    warn(Registries.METHODS, "method", scenario.method().name(), scenario.method().options());
    warn(Registries.CORPORA, "corpus", scenario.corpus().source(), scenario.corpus().options());
    warn(
        Registries.PARTITIONS,
        "partition",
        scenario.partition().kind(),
        scenario.partition().options());
    warnOfBehaviours(run);
    shell.err().flush();
    return ExitStatus.DONE;
  }

  private void warn(Registry<?> registry, String kind, String name, Block block) {
    registry.unread(name, block).forEach(key -> warn(key, kind + " " + name));
  }

  /** One block serves the behaviours of all groups: a key is idle if none of them reads it. */
  private void warnOfBehaviours(ScenarioRun run) {
    SortedSet<String> names = new TreeSet<>();
    run.fleet().profiles().forEach(profile -> names.add(profile.behaviour()));
    Block block = run.scenario().behaviour().options();
    List<String> idle =
        new ArrayList<>(Registries.BEHAVIOURS.unread(run.scenario().behaviour().name(), block));
    names.forEach(name -> idle.retainAll(Registries.BEHAVIOURS.unread(name, block)));
    idle.forEach(key -> warn(key, "behaviour " + String.join(", ", names)));
  }

  private void warn(String key, String reader) {
    shell
        .err()
        .println(
            "%s %s is set, but %s does not read it"
                .formatted(shell.errPaint().yellow("warning:"), key, reader));
  }
}
