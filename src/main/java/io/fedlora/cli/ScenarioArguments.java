package io.fedlora.cli;

import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The arguments that name a scenario. */
final class ScenarioArguments {
  @Parameters(index = "0", paramLabel = "SCENARIO", description = "A scenario file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "Sets any key of the scenario, as rounds=5 or server.deadline=30s.")
  private List<String> overrides = new ArrayList<>();

  /** The scenario file. */
  Path file() {
    return file;
  }

  /** What the command line sets. */
  List<String> overrides() {
    return overrides;
  }

  /**
   * Reads the scenario.
   *
   * @throws io.fedlora.scenario.ScenarioException if it will not do
   */
  Scenario load() {
    return load(List.of());
  }

  /** As {@link #load()}, with these on top of what the command line sets. */
  Scenario load(List<String> further) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(further);
    return ScenarioFile.load(file, all);
  }
}
