package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioGuideTest {
  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleIsAScenario(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("my-roberta"));
    Files.createDirectory(folder.resolve("reviews"));
    for (String file : List.of("train.tsv", "dev.tsv")) {
      Files.writeString(folder.resolve("reviews").resolve(file), "sentence\tlabel\tcity\n");
    }
    Files.createDirectory(folder.resolve("fleet"));
    Files.writeString(folder.resolve("fleet/devices.csv"), "flops,up\n1e9,1e6\n");
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs/scenarios.md")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(10);
    for (String example : examples) {
      Path file = Files.writeString(folder.resolve("example.conf"), example);
      assertThatCode(() -> ScenarioFile.load(file, List.of())).doesNotThrowAnyException();
    }
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
