package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.run.Registries;
import io.fedlora.scenario.Block;
import io.fedlora.scenario.Group;
import io.fedlora.scenario.Registry;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioGuideTest {
  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  /** What examples name in the folder they lie in. */
  private static void furnish(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("my-roberta"));
    Files.createDirectory(folder.resolve("reviews"));
    for (String file : List.of("train.tsv", "dev.tsv")) {
      Files.writeString(folder.resolve("reviews").resolve(file), "sentence\tlabel\tcity\n");
    }
    Files.createDirectory(folder.resolve("fleet"));
    Files.writeString(folder.resolve("fleet/devices.csv"), "flops,up\n1e9,1e6\n");
  }

  @Test
  void everyExampleOfEveryGuideIsAScenarioWhoseNamesAreKnown(@TempDir Path folder)
      throws IOException {
    furnish(folder);
    int examples = 0;
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      for (Path guide : docs.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        Matcher example = EXAMPLE.matcher(Files.readString(guide));
        while (example.find()) {
          examples++;
          Path file = Files.writeString(folder.resolve("example.conf"), example.group(1));
          assertThatCode(() -> resolve(ScenarioFile.load(file, List.of())))
              .as("%s: %s", guide, example.group(1))
              .doesNotThrowAnyException();
        }
      }
    }
    assertThat(examples).isGreaterThanOrEqualTo(18);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "faults { mesage-lost { probability = 0.1 } }",
        "faults { message-lost { probabilty = 0.1 } }",
        "method.name = pf2lorra",
        "partition.kind = diriclet",
        "corpus.source = wordnet",
        "behaviour.name = lasy",
        "fleet.groups = [ { name = a, share = 1, behaviour = lasy } ]"
      })
  void aMisspeltNameInAnExampleWouldBeFound(String example, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("example.conf"), example);
    assertThatThrownBy(() -> resolve(ScenarioFile.load(file, List.of())))
        .isInstanceOf(ScenarioException.class);
  }

  /** Looks up all that a scenario names, but classes of the reader's own. */
  private static void resolve(Scenario scenario) {
    settle(scenario.method().name(), scenario);
    options(Registries.PARTITIONS, scenario.partition().kind(), scenario.partition().options());
    options(Registries.CORPORA, scenario.corpus().source(), scenario.corpus().options());
    Block conduct = scenario.behaviour().options();
    options(Registries.BEHAVIOURS, scenario.behaviour().name(), conduct);
    scenario.behaviour().shares().keySet().forEach(b -> options(Registries.BEHAVIOURS, b, conduct));
    for (Group group : scenario.fleet().groups()) {
      group.behaviour().ifPresent(b -> options(Registries.BEHAVIOURS, b, conduct));
      group.behaviours().keySet().forEach(b -> options(Registries.BEHAVIOURS, b, conduct));
    }
    Block faults = scenario.faults().kinds();
    for (String kind : faults.keys()) {
      if (!isOwn(kind)) {
        Registries.FAULTS.create(kind, faults.part(kind));
      }
    }
  }

  private static void settle(String method, Scenario scenario) {
    if (!isOwn(method)) {
      Registries.METHODS.settle(scenario, method, scenario.method().options());
    }
  }

  private static void options(Registry<?> registry, String name, Block block) {
    if (!isOwn(name)) {
      registry.options(name, block);
    }
  }

  private static boolean isOwn(String name) {
    return name.contains(".");
  }

  /** The commands of the worked example, as a shell would hand them over. */
  @Test
  void theQuestionOfTheStressGuideCanBeAsked() throws IOException {
    String guide = Files.readString(Path.of("docs/stress.md")).replace("\\\n", " ");
    String uneven =
        Pattern.compile("uneven='(.*?)'", Pattern.DOTALL)
            .matcher(guide)
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    List<MatchResult> runs =
        Pattern.compile("(?m)^\\./fedlora run (\\S+)(.*) --out \\S+$")
            .matcher(guide)
            .results()
            .toList();
    assertThat(runs).hasSize(3);
    for (MatchResult run : runs) {
      List<String> overrides =
          Pattern.compile("\\S+")
              .matcher(run.group(2))
              .results()
              .map(found -> found.group().equals("\"$uneven\"") ? uneven : found.group())
              .toList();
      assertThatCode(() -> ScenarioFile.load(Path.of(run.group(1)), overrides))
          .doesNotThrowAnyException();
    }
  }
}
