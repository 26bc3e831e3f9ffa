package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.report.Summary;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What some keys change in a run of the tiny scenario. */
class VariedRunTest {
  @TempDir private Path folder;

  @Test
  void wallTimeWaitsOutTheFleetsDurations() throws Exception {
    long begun = System.nanoTime();
    Summary summary =
        run(
            "homlora",
            "wall",
            2,
            "time.mode = wall",
            "rounds = 1",
            "fleet.dropout = 0",
            "fleet.groups = [ { latency = 400ms, speed = 1e12 } ]",
            "server.deadline = 60s");
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(summary.updates().merged()).isEqualTo(summary.updates().requested());
    assertThat(summary.virtualSeconds()).isGreaterThanOrEqualTo(0.8);
    assertThat(seconds).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void everyFormOfTheHypergradientRuns() throws Exception {
    List<Double> losses = new ArrayList<>();
    for (String form : List.of("exact", "one-sided", "central", "none")) {
      losses.add(run("pf2lora", form, 2, "method.hypergradient = " + form).loss());
    }
    assertThat(losses).allSatisfy(loss -> assertThat(loss).isFinite());
    assertThat(losses.get(1)).isNotEqualTo(losses.get(0));
    assertThat(losses.get(3)).isNotEqualTo(losses.get(0));
  }

  private Summary run(String method, String name, int slots, String... overrides) throws Exception {
    List<String> all = new ArrayList<>();
    all.add("method.name = " + method);
    all.add("devices.slots = " + slots);
    all.addAll(List.of(overrides));
    ScenarioRun run = new ScenarioRun(ScenarioFile.load(Path.of("scenarios/tiny.conf"), all));
    return new Execution(run, RunWatcher.NONE).into(folder.resolve(method + "-" + name));
  }
}
