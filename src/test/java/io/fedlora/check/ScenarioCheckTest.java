package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCheckTest {
  private final Path folder;

  ScenarioCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<String> seen(Path run) {
    return RunCheck.of(run).violations().stream().map(Violation::message).toList();
  }

  @Test
  void aScenarioOfAnotherRunIsFound() throws IOException {
    Path run = new SampleRun().write(folder);
    Path scenario = run.resolve("scenario.conf");
    Files.writeString(
        scenario, "name = sample\nseed = 8\nserver {\n  quorum = 0.25\n}\nrounds = 4.0\n");
    assertThat(seen(run))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("says seed 7, scenario.conf has seed = 8"),
            one -> assertThat(one).contains("says quorum 0.5, scenario.conf has server.quorum"));
  }

  /** However it is written, and with more digits than a run counts with. */
  @Test
  void aScenarioMaySayTheSameInOtherDigits() throws IOException {
    Path run = new SampleRun().write(folder);
    Files.writeString(
        run.resolve("scenario.conf"),
        "name = sample, seed = 7, rounds = 4.0, server.quorum = 0.50000000000000000000001\n");
    assertThat(seen(run)).isEmpty();
  }

  @Test
  void whatIsNoScenarioIsFound() throws IOException {
    Path run = new SampleRun().write(folder);
    Files.writeString(run.resolve("scenario.conf"), "rounds = {");
    assertThat(seen(run)).anyMatch(one -> one.contains("scenario.conf: cannot be read"));
  }
}
