package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves the same bytes on this Java and on the one that the environment names. */
@Tag("full")
@EnabledIfEnvironmentVariable(named = OtherJavaTest.VARIABLE, matches = ".+")
class OtherJavaTest {
  static final String VARIABLE = "FEDLORA_OTHER_JAVA_HOME";

  @TempDir private Path folder;

  private Path run(Path home) throws IOException, InterruptedException {
    Path out =
        folder.resolve(home.equals(Path.of(System.getProperty("java.home"))) ? "here" : "there");
    Path said = folder.resolve("said-" + out.getFileName());
    ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/java").toString());
    builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xmx512m"));
    builder.command().addAll(List.of(Fedlora.class.getName(), "run", "scenarios/tiny.conf"));
    builder.command().addAll(List.of("--out", out.toString()));
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    return out;
  }

  private static List<Path> files(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(Files::isRegularFile)
          .map(run::relativize)
          .filter(file -> !file.toString().matches("machine\\.jsonl|summary\\.json"))
          .sorted()
          .toList();
    }
  }

  @Test
  @Timeout(300)
  void theBytesAreTheSame() throws IOException, InterruptedException {
    Path here = run(Path.of(System.getProperty("java.home")));
    Path there = run(Path.of(System.getenv(VARIABLE)));
    assertThat(files(there)).isEqualTo(files(here)).hasSizeGreaterThan(8);
    for (Path file : files(here)) {
      assertThat(there.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
    }
    String wall = "\"wallSeconds\":[^}]*";
    assertThat(Files.readString(there.resolve("summary.json")).replaceFirst(wall, ""))
        .isEqualTo(Files.readString(here.resolve("summary.json")).replaceFirst(wall, ""));
  }
}
