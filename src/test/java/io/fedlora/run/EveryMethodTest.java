package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.check.RunCheck;
import io.fedlora.report.Summary;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every method on the tiny scenario: it ends well, proves itself, repeats itself, and is its own.
 */
class EveryMethodTest {
  @TempDir private Path folder;

  @Test
  void everyMethodRunsRepeatsItselfAndDiffersFromAllOthers() throws Exception {
    Map<String, String> methodOf = new LinkedHashMap<>();
    for (Listing listing : Registries.METHODS.listings()) {
      Summary first = run(listing.name(), "first", 1);
      Summary second = run(listing.name(), "second", 2);
      assertThat(first.metric()).allSatisfy(metric -> assertThat(metric).isFinite());
      assertThat(first.loss()).isFinite();
      assertThat(second.fingerprint()).as(listing.name()).isEqualTo(first.fingerprint());
      assertThat(second.journal()).as(listing.name()).isEqualTo(first.journal());
      assertThat(RunCheck.of(folder.resolve(listing.name() + "-first")).violations())
          .as(listing.name())
          .isEmpty();
      assertThat(methodOf.put(first.fingerprint(), listing.name()))
          .as("fingerprint of %s", listing.name())
          .isNull();
    }
    assertThat(methodOf).hasSize(Registries.METHODS.listings().size());
  }

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
