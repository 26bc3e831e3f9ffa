package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import io.fedlora.world.Availability;
import io.fedlora.world.Fleet;
import io.fedlora.world.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetsTest {
  private static final long MINUTE = 60_000_000_000L;

  private static Fleet fleet(String scenario) {
    return Fleets.of(ScenarioFile.parse("x.conf", scenario, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          windows = [ { form = 1s, to = 2s } ] | windows[0].form: unknown key; the nearest known key is fleet.groups[0].available.windows[0].from
          windows = [ { from = 2h } ] | windows[0].to: is required and not set; write for example to = 30s
          windows = [ { from = 2h, to = 1h } ] | windows[0].to: does not lie after from; write the later time as to
          windows = [ { from = 2h, to = 25h } ] | windows[0].to: lies beyond the period; end windows within the period
          kind = window | kind: unknown kind of availability window; the nearest known one is windows
          kind = trace | file: is required and not set; write file = presence.csv
          kind = markov, mean-on = 0s | mean-on: must be above 0; write for example mean-on = 1h
          kind = markov, meen-on = 1h | meen-on: unknown key; the nearest known key is fleet.groups[0].available.mean-on
          """)
  void whatWillNotDoIsRefusedWithItsPlace(String available, String message) {
    assertThatThrownBy(() -> fleet("fleet.groups = [ { available { " + available + " } } ]"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("x.conf")
        .hasMessageEndingWith(": fleet.groups[0].available." + message);
  }

  @Test
  void allClientsOfARegionAreAwayAtOnce() {
    Fleet fleet =
        fleet(
            """
            clients = 40
            fleet { regions = 3, outages.schedule = [ { region = 1, from = 10m, to = 20m } ] }
            """);
    List<Profile> hit =
        fleet.profiles().stream().filter(p -> p.availability() != Availability.ALWAYS).toList();
    assertThat(hit).hasSizeBetween(5, 25);
    for (Profile profile : hit) {
      Availability there = profile.availability();
      assertThat(there.nextChange(0)).isEqualTo(10 * MINUTE);
      assertThat(there.isOpen(15 * MINUTE)).isFalse();
      assertThat(there.reason(15 * MINUTE)).isEqualTo("outage");
      assertThat(there.isOpen(20 * MINUTE)).isTrue();
    }
  }

  @Test
  void outagesByChanceComeAsOftenAndLastAsLongAsSaid() {
    Fleet fleet = fleet("clients = 1, fleet.outages { every = 1h, lasting = 15m }");
    Availability there = fleet.profile(0).availability();
    long away = 0;
    int outages = 0;
    for (long at = 0; outages < 500; at = there.nextChange(at)) {
      if (!there.isOpen(at)) {
        outages++;
        assertThat(there.nextChange(at) - at).isEqualTo(15 * MINUTE);
        away = at;
      }
    }
    // 500 cycles of 75 minutes on average, standard error 3.6%.
    assertThat(away / 500.0 / MINUTE).isBetween(67.0, 83.0);
  }

  @Test
  void stormsSlowTheLinksOfTheirRegion() {
    Fleet fleet =
        fleet(
            """
            clients = 1
            fleet { storms { schedule = [ { from = 0s, to = 1h } ], slow-down = 8 } }
            """);
    assertThat(fleet.profile(0).storm().slowDown()).isEqualTo(8);
    assertThat(fleet.profile(0).storm().calm().isOpen(MINUTE)).isFalse();
  }

  @Test
  void clientsJoinAndLeave() {
    Fleet fleet =
        fleet(
            """
            clients = 30
            fleet.groups = [ { joins = { distribution = uniform, min = 1m, max = 9m }, leaves = 10m } ]
            """);
    for (Profile profile : fleet.profiles()) {
      Availability there = profile.availability();
      assertThat(there.reason(0)).isEqualTo("not-joined");
      assertThat(there.nextChange(0)).isBetween(MINUTE, 9 * MINUTE);
      assertThat(there.isOpen(10 * MINUTE - 1)).isTrue();
      assertThat(there.isOpen(10 * MINUTE)).isFalse();
      assertThat(there.nextChange(10 * MINUTE)).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void aRowOfATraceFileStaysTogether(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("devices.csv"), "name,flops,up\na,1e9,1000\nb,2e9,2000\nc,3e9,3000\n");
    Files.writeString(
        folder.resolve("x.conf"),
        """
        clients = 50
        fleet.groups = [ {
          speed = { distribution = trace, file = devices.csv, column = flops }
          up = { distribution = trace, file = devices.csv, column = up }
        } ]
        """);
    Scenario scenario = ScenarioFile.load(folder.resolve("x.conf"), List.of());
    List<Profile> profiles = Fleets.of(scenario).profiles();
    assertThat(profiles).allMatch(p -> p.speed() == p.up() * 1e6);
    assertThat(profiles.stream().map(Profile::speed).distinct()).hasSize(3);
    Scenario again = ScenarioFile.parse("elsewhere.conf", scenario.resolvedText("test"), List.of());
    assertThat(Fleets.of(again)).isEqualTo(Fleets.of(scenario));
    Files.writeString(folder.resolve("devices.csv"), "flops,up\n1e9,1000\nfast,2\n");
    assertThatThrownBy(() -> ScenarioFile.load(folder.resolve("x.conf"), List.of()))
        .hasMessageContaining("fleet.groups[0].speed.file: line 3 of the file has no number");
    Files.writeString(folder.resolve("devices.csv"), "flops,up\n1e9,1000\n1e400,2\n");
    assertThatThrownBy(() -> ScenarioFile.load(folder.resolve("x.conf"), List.of()))
        .hasMessageContaining("line 3 of the file has no number in that column: \"1e400\"");
    Files.writeString(folder.resolve("devices.csv"), "flops,up\n1e9,1000\n-2.5e9,2\n");
    assertThatThrownBy(() -> ScenarioFile.load(folder.resolve("x.conf"), List.of()))
        .hasMessageContaining("speed: must be above 0, and the column holds -2500000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "phones", "edge-mix", "hospital-silos"})
  void everyProfileIsAFleet(String name) {
    String text = "clients = 200, fleet.profile = " + name;
    Scenario scenario = ScenarioFile.parse("x.conf", text, List.of());
    Fleet fleet = Fleets.of(scenario);
    assertThat(fleet.profiles()).hasSize(200);
    Scenario again = ScenarioFile.parse("y.conf", scenario.resolvedText("test"), List.of());
    assertThat(again.fleet()).isEqualTo(scenario.fleet());
    assertThat(Fleets.of(again).profiles())
        .extracting(Profile::speed)
        .isEqualTo(fleet.profiles().stream().map(Profile::speed).toList());
  }

  @Test
  void aProfileStandsBetweenTheDefaultsAndTheScenario() {
    Scenario scenario =
        ScenarioFile.parse(
            "x.conf", "fleet { profile = phones, dropout = 0.5 }", List.of("fleet.regions=2"));
    assertThat(scenario.fleet().dropout()).isEqualTo(0.5);
    assertThat(scenario.fleet().regions()).isEqualTo(2);
    assertThat(scenario.fleet().groups()).hasSize(3);
    assertThat(scenario.fleet().groups().get(0).latency().toMillis()).isEqualTo(50);
    assertThatThrownBy(() -> ScenarioFile.parse("x.conf", "fleet.profile = fones", List.of()))
        .hasMessageStartingWith("x.conf:1: fleet.profile: unknown fleet fones");
  }

  @Test
  void phonesAreThereAboveAllAtNight() {
    Fleet fleet = fleet("clients = 2000, fleet.profile = phones");
    Map<Integer, Double> shares = new TreeMap<>();
    for (int hour : new int[] {3, 15}) {
      shares.put(
          hour,
          IntStream.range(0, 2000)
                  .filter(k -> fleet.profile(k).availability().isOpen(hour * 60 * MINUTE))
                  .count()
              / 2000.0);
    }
    assertThat(shares.get(3)).isBetween(0.5, 0.7);
    assertThat(shares.get(15)).isBetween(0.0, 0.12);
  }

  @Test
  void sharesOfTheScenarioAreRoundedOverAllGroupsTogether() {
    List<String> names =
        Behaviours.names(
            ScenarioFile.parse(
                "x.conf",
                """
                clients = 8
                behaviour.shares { sign-flipper = 0.2 }
                fleet.groups = [
                  { share = 0.25 }, { share = 0.25 }, { share = 0.25 }, { share = 0.25 }
                ]
                """,
                List.of()));
    assertThat(names).filteredOn("sign-flipper"::equals).hasSize(2);
    assertThat(names).filteredOn("steady"::equals).hasSize(6);
  }

  @Test
  void sharesOfBehavioursAreWholeClients() {
    Scenario scenario =
        ScenarioFile.parse(
            "x.conf",
            """
            clients = 20
            behaviour.shares { lazy = 0.25, flapping = 0.5 }
            fleet.groups = [
              { share = 0.5 }
              { share = 0.25, behaviour = free-rider }
              { share = 0.25, behaviours { sign-flipper = 0.4 } }
            ]
            """,
            List.of());
    List<String> names = Behaviours.names(scenario);
    assertThat(names.subList(0, 10)).filteredOn("flapping"::equals).hasSize(5);
    assertThat(names.subList(0, 10)).filteredOn("lazy"::equals).hasSize(3);
    assertThat(names.subList(0, 10)).filteredOn("steady"::equals).hasSize(2);
    assertThat(names.subList(10, 15)).containsOnly("free-rider");
    assertThat(names.subList(15, 20)).containsOnly("steady", "sign-flipper");
    assertThat(names.subList(15, 20)).filteredOn("sign-flipper"::equals).hasSize(2);
    assertThat(names.subList(0, 10))
        .as("drawn")
        .isNotEqualTo(names.subList(0, 10).stream().sorted().toList());
    assertThatThrownBy(() -> fleet("behaviour.shares { lazy = 0.75, flapping = 0.5 }"))
        .hasMessageContaining("behaviour.shares: sum to more than 1");
  }
}
