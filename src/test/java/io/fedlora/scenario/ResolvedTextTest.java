package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResolvedTextTest {
  private final Path folder;

  ResolvedTextTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
      return files.filter(f -> f.toString().endsWith(".conf")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyScenarioComesBackEqual(Path file) throws IOException {
    roundTrip(ScenarioFile.load(file, List.of()));
  }

  @Test
  void oddValuesComeBackEqual() throws IOException {
    Path data = Files.writeString(folder.resolve("data \"1\" ${x}.tsv"), "");
    Scenario scenario =
        ScenarioFile.parse(
            folder.resolve("x.conf").toString(),
            """
            name = 007
            seed = -9223372036854775808
            corpus { file = "data \\"1\\" ${x}.tsv", text = 3, label = "\\t'" }
            method { learning-rate = 2.0E-3, extra { b = [1.50, { c = null }], a = .5 }, "odd.key" = 1e2 }
            fleet.groups = [ { speed = inf, share = 1.0, name = true } ]
            server { deadline = inf, cohort = 1.0 }
            """,
            List.of("local.steps=12", "devices.use=gpu:0"));
    String text = roundTrip(scenario);
    assertThat(text)
        .contains("name = 007\n")
        .contains("  learning-rate = 2.0E-3\n")
        .contains("  cohort = 1.0\n")
        .contains("  file = \"" + data.toString().replace("\"", "\\\"") + "\"\n");
  }

  @Test
  void keysStandInTheOrderOfTheDefaultsWithTheirDigits() {
    String text = ScenarioFile.parse("x.conf", "rounds = 2\nname = n", List.of()).resolvedText("1");
    assertThat(text)
        .startsWith(
            """
            # Resolved scenario, written by FedLoRA 1. Every key has its value here;
            # running this file with seed 0 repeats the run.

            name = "n"
            seed = 0
            time {
              mode = "virtual"
            }
            foundation {
            """)
        .contains("  learning-rate = 5e-3\n")
        .contains("  epsilon = 1e-8\n")
        .contains("    speed = 5e9\n")
        .contains("\nrounds = 2\nserver {\n  collection")
        .contains("\njournal {\n  keep-updates = true\n}\ncheckpoint {\n")
        .endsWith("  rewrite-above = \"64MiB\"\n}\n");
  }

  private String roundTrip(Scenario scenario) throws IOException {
    String text = scenario.resolvedText("1.0");
    Path elsewhere = Files.createDirectories(folder.resolve("run"));
    Path copy = Files.writeString(elsewhere.resolve("scenario.conf"), text);
    Scenario again = ScenarioFile.load(copy, List.of());
    assertThat(again).isEqualTo(scenario);
    assertThat(again.resolvedText("1.0")).isEqualTo(text);
    assertThat(ScenarioFile.load(copy, List.of("rounds=99"))).isNotEqualTo(scenario);
    return text;
  }
}
