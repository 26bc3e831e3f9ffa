package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.check.RunCheck;
import io.fedlora.report.Summary;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios at the edge of what a user may ask for, on the tiny model. */
class OddRunsTest {
  @TempDir private Path folder;

  @Test
  void clientsThatDivergeAreRejectedAndTheRunStillEnds() throws Exception {
    Summary summary = run("method.private-learning-rate = 1e30", "rounds = 3");
    assertThat(summary.status()).isEqualTo("completed");
    assertThat(summary.updates().rejected()).isPositive();
    assertThat(summary.metric()).allSatisfy(metric -> assertThat(metric).isFinite());
    assertThat(Files.readString(folder.resolve("run/events.jsonl"))).contains("state-discarded");
    assertThat(RunCheck.of(folder.resolve("run")).violations()).isEmpty();
  }

  @Test
  void aPooledTrainerTakesTheFirstClientsPlaceWhateverTheGroups() throws Exception {
    Summary summary =
        run(
            "method.name = centralized-lora",
            "fleet.groups = [ { count = 3, speed = 1e9 }, { count = 1, speed = 1e8 } ]");
    assertThat(summary.updates().requested()).isEqualTo(2);
    assertThat(summary.metric()).hasSize(4);
    assertThat(summary.compute().steps()).isEqualTo(2 * 3 * 4);
  }

  @Test
  void whoDropsOutForEverStaysAway() throws Exception {
    Summary summary = run("fleet.dropout = 1", "fleet.downtime = inf", "rounds = 3");
    assertThat(summary.updates().lost()).isEqualTo(summary.updates().requested());
    assertThat(Files.readString(folder.resolve("run/events.jsonl")))
        .contains("client-away")
        .doesNotContain("client-back");
  }

  @Test
  void aQuorumThatOverSelectionCannotMeetIsRefused() {
    assertThatThrownBy(
            () -> run("server.cohort = 2", "server.over-selection = 1", "server.quorum = 0.8"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("server.quorum")
        .hasMessageContaining("never met");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  private Summary run(String... overrides) throws Exception {
    ScenarioRun run =
        new ScenarioRun(ScenarioFile.load(Path.of("scenarios/tiny.conf"), List.of(overrides)));
    return new Execution(run, RunWatcher.NONE).into(folder.resolve("run"));
  }
}
