package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.check.RunCheck;
import io.fedlora.report.Summary;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two-client rank experiment ({@code docs/scenarios.md#an-experiment-with-known-answers}). */
class SyntheticRankTest {
  @TempDir private Path folder;

  @Test
  void twoLevelsFindBothRanks() throws Exception {
    Summary summary = run("synthetic-rank", "one", "seed = 1");
    assertThat(summary.metricName()).isEqualTo("mse");
    assertThat(summary.majority()).isEmpty();
    assertThat(summary.loss()).isEqualTo(summary.meanMetric());
    assertThat(summary.ranks()).containsExactly(2, 6);
    assertThat(worst(summary)).isLessThan(1e-10);
    assertThat(RunCheck.of(folder.resolve("one")).violations()).isEmpty();
    assertThat(run("synthetic-rank", "again", "seed = 1", "devices.slots = 1").fingerprint())
        .isEqualTo(summary.fingerprint());
  }

  @Test
  @Tag("full")
  void fourOfFiveSeedsFindBothRanks() throws Exception {
    int found = 0;
    for (int seed = 1; seed <= 5; seed++) {
      Summary summary = run("synthetic-rank", "seed-" + seed, "seed = " + seed);
      found += summary.ranks().equals(List.of(2, 6)) && worst(summary) < 1e-10 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(4);
  }

  @Test
  void oneAdapterEndsAtItsFloor() throws Exception {
    Summary summary = run("synthetic-rank", "homlora", "method.name = homlora");
    assertThat(summary.metric().get(0)).isCloseTo(0.25, Percentage.withPercentage(2));
    assertThat(summary.metric().get(1)).isCloseTo(1.25, Percentage.withPercentage(2));
  }

  @Test
  @Tag("full")
  void hetloraPrunesItselfBelowTheTrueRank() throws Exception {
    Summary summary = run("synthetic-rank-hetlora", "hetlora");
    assertThat(summary.ranks()).containsExactly(1, 4);
    assertThat(summary.metric().get(0)).isCloseTo(0.5, within(1e-3));
    assertThat(summary.metric().get(1)).isCloseTo(1.0, within(1e-3));
  }

  @Test
  void allFormsOfTheHypergradientAgree() throws Exception {
    List<Double> losses = new ArrayList<>();
    for (String form : List.of("exact", "one-sided", "central")) {
      losses.add(
          run("synthetic-rank", form, "rounds = 20", "method.hypergradient = " + form)
              .meanMetric());
    }
    assertThat(losses.get(1)).isCloseTo(losses.get(0), within(1e-4));
    assertThat(losses.get(2)).isCloseTo(losses.get(0), within(1e-4));
  }

  private static double worst(Summary summary) {
    return Collections.max(summary.metric());
  }

  private Summary run(String scenario, String name, String... overrides) throws Exception {
    ScenarioRun run =
        new ScenarioRun(
            ScenarioFile.load(Path.of("scenarios", scenario + ".conf"), List.of(overrides)));
    return new Execution(run, RunWatcher.NONE).into(folder.resolve(name));
  }
}
