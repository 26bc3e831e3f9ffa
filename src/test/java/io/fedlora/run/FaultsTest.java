package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.check.RunCheck;
import io.fedlora.message.Body;
import io.fedlora.random.RandomStream;
import io.fedlora.report.Summary;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import io.fedlora.world.fault.Crash;
import io.fedlora.world.fault.FaultPlan;
import io.fedlora.world.fault.Injection;
import io.fedlora.world.fault.Occurrence;
import io.fedlora.world.fault.UpdateFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  private static FaultPlan plan(String text) {
    Scenario scenario = ScenarioFile.parse("x.conf", "clients = 4\n" + text, List.of());
    return Faults.of(scenario, Fleets.of(scenario));
  }

  /** Sends nothing of what was learnt. */
  @Named(value = "blank", summary = "for this test")
  public record Blank(Options options) implements UpdateFault {
    /** When. */
    public record Options(@Flat Occurrence when) {}

    @Override
    public Occurrence when() {
      return options.when();
    }

    @Override
    public Optional<Body.Update> spoil(
        Body.Update update, Body.@Nullable Update before, RandomStream draw) {
      return Optional.empty();
    }
  }

  @Test
  void everyFaultIsListedInApplicationConfAndOffByDefault() {
    Scenario defaults = ScenarioFile.defaults();
    assertThat(defaults.faults().kinds().keys())
        .isEqualTo(Registries.FAULTS.listings().stream().map(Listing::name).toList());
    assertThat(Faults.of(defaults, Fleets.of(defaults))).isEqualTo(FaultPlan.NONE);
  }

  @Test
  void aFaultIsReadWithItsOccasions() {
    FaultPlan plan =
        plan(
            """
            fleet.groups = [ { name = a, share = 0.5 }, { name = b, share = 0.5 } ]
            faults.crash {
              groups = [b], clients = [1, 2], private-part = lost, downtime = 1m
              schedule = [ { from = 1h, to = 2h } ]
            }
            """);
    assertThat(plan.crashes()).hasSize(1);
    Injection<Crash> crash = plan.crashes().get(0);
    assertThat(crash.clients().toString()).isEqualTo("{2}");
    assertThat(crash.fault().losesPrivatePart()).isTrue();
    assertThat(plan.safeCopyEvery()).isEqualTo(5);
    long hour = 3_600_000_000_000L;
    assertThat(crash.strikes(1, 2, hour, 0)).isPresent();
    assertThat(crash.strikes(1, 2, 2 * hour, 0)).isEmpty();
    assertThat(crash.strikes(1, 1, hour, 0)).isEmpty();
  }

  @Test
  void aFaultOfTheUsersOwnIsFoundByItsClass() {
    FaultPlan plan = plan("faults { \"" + Blank.class.getName() + "\" { probability = 0.5 } }");
    assertThat(plan.updates()).hasSize(1);
    assertThat(plan.updates().get(0).fault()).isInstanceOf(Blank.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          faults.crsh.probability = 1 | faults.crsh: unknown fault crsh; the nearest known one is crash
          faults.crash.probability = 2 | faults.crash.probability: must lie between 0 and 1
          faults.crash.probabilty = 1 | faults.crash.probabilty: unknown key; the nearest known key is faults.crash.probability
          faults.crash.groups = [x] | faults.crash.groups: there is no group x; name some of group-1
          faults.crash.clients = [4] | faults.crash.clients: there is no client 4; clients are 0 to 3
          faults.bits-flipped.bits = 0 | faults.bits-flipped.bits: must be at least 1
          faults.message-lost.direction = left | faults.message-lost.direction: expected one of both, up, down
          faults.crash = 1 | faults.crash: expected a block
          """)
  void whatWillNotDoIsRefusedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> plan(text))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("x.conf:2: " + message);
  }

  @Test
  void aRunWithAModelUnderFaultsCanBeProved(@TempDir Path folder) throws Exception {
    List<String> overrides =
        List.of(
            "rounds=4",
            "fleet.profile=edge-mix",
            "fleet.groups=[{speed=1e7}]",
            "faults.nan-update.probability=0.3",
            "faults.bits-flipped.probability=0.2",
            "faults.crash.probability=0.2",
            "faults.crash.private-part=lost",
            "faults.device-failed.probability=0.2");
    Scenario scenario = ScenarioFile.load(Path.of("scenarios/tiny.conf"), overrides);
    Path run = folder.resolve("run");
    Summary summary = new Execution(new ScenarioRun(scenario), RunWatcher.NONE).into(run);
    assertThat(RunCheck.of(run).violations()).isEmpty();
    assertThat(summary.faults()).isNotEmpty();
    long events =
        Files.readAllLines(run.resolve("events.jsonl")).stream()
            .filter(line -> line.contains("\"type\":\"fault-injected\""))
            .count();
    assertThat(summary.faults().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(events);
    Files.writeString(
        run.resolve("summary.json"),
        Files.readString(run.resolve("summary.json"))
            .replaceFirst("\"faults\": \\{", "\"faults\": {\"more\":1,"));
    assertThat(RunCheck.of(run).violations())
        .anyMatch(violation -> violation.toString().contains("summary.json says faults"));
  }
}
