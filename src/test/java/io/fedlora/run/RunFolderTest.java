package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void theScenarioIsInItFromTheBeginning() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("a/run"), "rounds = 1\n");
    assertThat(run.file("scenario.conf")).hasContent("rounds = 1\n");
    try (Stream<Path> all = Files.list(folder.resolve("a"))) {
      assertThat(all).containsExactly(folder.resolve("a/run"));
    }
  }

  @Test
  void whereItCannotBeMadeNothingIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunFolder.create(file.resolve("run"), ""))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("cannot be made")
        .hasMessageContaining("--out");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void whatAProcessLeftThatWasKilledOnItsWayThereGoes() throws IOException {
    long dead = Long.MAX_VALUE / 16;
    Path left = Files.createDirectory(folder.resolve(".run." + dead));
    Files.writeString(left.resolve("scenario.conf"), "x");
    Files.writeString(left.resolve(".scenario.conf." + dead + "-1"), "x");
    Path other = Files.createDirectory(folder.resolve(".other." + dead));
    Path more = Files.createDirectory(folder.resolve(".run." + dead + ".old"));
    RunFolder.create(folder.resolve("run"), "x");
    assertThat(left).doesNotExist();
    assertThat(List.of(other, more)).allSatisfy(one -> assertThat(one).exists());
  }

  @Test
  void anotherRunOnItsWayThereIsLeftAlone() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Path temporary = folder.resolve(".run." + ProcessHandle.current().pid());
    Files.createDirectory(temporary);
    assertThatThrownBy(() -> RunFolder.create(run, "x"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("cannot be made");
    assertThat(run).isEmptyDirectory();
  }
}
