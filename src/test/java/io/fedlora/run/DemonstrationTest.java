package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.report.Summary;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demonstration on the real model, against the figures of an independent reference run with
 * another generator and another draw of texts.
 */
@Tag("full")
class DemonstrationTest {
  private static final double MARGIN = 0.04;

  @TempDir private Path folder;

  @Test
  void pf2loraLeadsOnTheReferenceScenario() throws Exception {
    double[] pf2lora = new double[3];
    double[] homlora = new double[3];
    double[] alone = new double[3];
    for (int seed = 0; seed < 3; seed++) {
      pf2lora[seed] = run("reference", "pf2lora", seed).meanMetric();
      homlora[seed] = run("reference", "homlora", seed).meanMetric();
      alone[seed] = run("reference", "local-only", seed).meanMetric();
      assertThat(pf2lora[seed]).as("seed %d", seed).isGreaterThan(homlora[seed]);
      assertThat(pf2lora[seed]).as("seed %d", seed).isGreaterThan(alone[seed]);
    }
    assertThat(mean(pf2lora)).isCloseTo(0.757, within(MARGIN));
    assertThat(mean(homlora)).isCloseTo(0.683, within(MARGIN));
    assertThat(mean(alone)).isCloseTo(0.656, within(MARGIN));
  }

  @Test
  void pf2loraLeadsByFivePointsOnTheQuickstart() throws Exception {
    double[] pf2lora = new double[3];
    double[] homlora = new double[3];
    long late = 0;
    long lost = 0;
    for (int seed = 0; seed < 3; seed++) {
      Summary summary = run("quickstart", "pf2lora", 7 + seed);
      late += summary.updates().late();
      lost += summary.updates().lost();
      pf2lora[seed] = summary.meanMetric();
      homlora[seed] = run("quickstart", "homlora", 7 + seed).meanMetric();
    }
    assertThat(late).isPositive();
    assertThat(lost).isPositive();
    assertThat(mean(pf2lora) - mean(homlora)).isGreaterThanOrEqualTo(0.05);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private Summary run(String scenario, String method, int seed) throws Exception {
    ScenarioRun run =
        new ScenarioRun(
            ScenarioFile.load(
                Path.of("scenarios", scenario + ".conf"),
                List.of("method.name = " + method, "seed = " + seed)));
    Path into = folder.resolve(scenario + "-" + method + "-" + seed);
    Summary summary = new Execution(run, RunWatcher.NONE).into(into);
    System.out.printf("%s %s seed %d: %.4f%n", scenario, method, seed, summary.meanMetric());
    return summary;
  }
}
