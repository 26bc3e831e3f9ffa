package io.fedlora.cli;

import io.fedlora.run.BaseModel;
import io.fedlora.run.Cautions;
import io.fedlora.run.Registries;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Block;
import io.fedlora.scenario.IdleServerKeys;
import io.fedlora.scenario.Registry;
import io.fedlora.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Warnings, above all of keys that a scenario sets, to another value than the default, in vain. */
record Warnings(Shell shell) {
  /** A line for each such key. */
  void of(ScenarioRun run) {
    Scenario scenario = run.scenario();
    warn(Registries.METHODS, "method", scenario.method().name(), scenario.method().options());
    warn(Registries.CORPORA, "corpus", scenario.corpus().source(), scenario.corpus().options());
    warn(
        Registries.PARTITIONS,
        "partition",
        scenario.partition().kind(),
        scenario.partition().options());
    String collection = IdleServerKeys.reader(scenario.server());
    IdleServerKeys.of(scenario).forEach(key -> warn(key, collection));
    ofBehaviours(run);
    Cautions.of(scenario).forEach(this::say);
    BaseModel.caution(run).ifPresent(this::say);
    shell.err().flush();
  }

  private void warn(Registry<?> registry, String kind, String name, Block block) {
    registry.idle(name, block).forEach(key -> warn(key, kind + " " + name));
  }

  /** One block serves the behaviours of all groups: a key is idle if none of them reads it. */
  private void ofBehaviours(ScenarioRun run) {
    SortedSet<String> names = new TreeSet<>();
    run.fleet().profiles().forEach(profile -> names.add(profile.behaviour()));
    Block block = run.scenario().behaviour().options();
    List<String> idle =
        new ArrayList<>(Registries.BEHAVIOURS.idle(run.scenario().behaviour().name(), block));
    names.forEach(name -> idle.retainAll(Registries.BEHAVIOURS.idle(name, block)));
    idle.forEach(key -> warn(key, "behaviour " + String.join(", ", names)));
  }

  private void warn(String key, String reader) {
    say("%s is set, but %s does not read it".formatted(key, reader));
  }

  /** A line with this. */
  void say(String warning) {
    shell.err().println(shell.errPaint().yellow("warning:") + " " + warning);
    shell.err().flush();
  }
}
