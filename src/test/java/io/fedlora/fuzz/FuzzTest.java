package io.fedlora.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.Behavior;
import io.fedlora.client.Client;
import io.fedlora.client.ClientBehaviour;
import io.fedlora.client.ClientSetup;
import io.fedlora.client.Request;
import io.fedlora.client.SteadyClient;
import io.fedlora.run.Registries;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Listing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules drawn by seed keep every invariant and live on; what does not is found and printed. */
class FuzzTest {
  private static final String CARELESS =
      "behaviour.name = \"" + Careless.class.getName() + "\"\nfleet.groups = [ { speed = 1e5 } ]\n";

  @TempDir private Path folder;

  private static List<Fuzz.Outcome> hold(long from, long seeds) throws Exception {
    List<Fuzz.Outcome> outcomes = new ArrayList<>();
    try (Fuzz fuzz = new Fuzz(Fixed.NOTHING, false)) {
      fuzz.hold(from, seeds, 2, outcomes::add);
    }
    return outcomes;
  }

  private static void assertSound(List<Fuzz.Outcome> outcomes) {
    assertThat(outcomes).allSatisfy(one -> assertThat(one.violations()).isEmpty());
    int living = outcomes.stream().mapToInt(Fuzz.Outcome::living).sum();
    int heard = outcomes.stream().mapToInt(Fuzz.Outcome::heard).sum();
    int excused = outcomes.stream().mapToInt(Fuzz.Outcome::excused).sum();
    assertThat(heard).as("of %d living", living).isGreaterThan(living * 85 / 100);
    assertThat(heard + excused).as("of %d living", living).isGreaterThan(living * 99 / 100);
    assertThat(outcomes.stream().mapToLong(Fuzz.Outcome::reproduced).sum())
        .isGreaterThan(2L * outcomes.size());
  }

  @Test
  void fiveHundredSchedulesKeepEveryInvariant() throws Exception {
    assertSound(hold(0, 500));
  }

  @Tag("full")
  @Test
  void soDoThousands() throws Exception {
    assertSound(hold(500, Long.getLong("fedlora.seeds", 5000)));
  }

  @Tag("full")
  @Test
  void soDoSomeWithTheRealModel() throws Exception {
    List<Fuzz.Outcome> outcomes = new ArrayList<>();
    try (Fuzz fuzz = new Fuzz(Fixed.NOTHING, true)) {
      fuzz.hold(0, 40, 2, outcomes::add);
    }
    assertThat(outcomes).allSatisfy(one -> assertThat(one.violations()).isEmpty());
    assertThat(outcomes).allSatisfy(one -> assertThat(one.events()).isPositive());
    assertThat(outcomes.stream().mapToLong(Fuzz.Outcome::reproduced).sum()).isGreaterThan(40);
  }

  @Test
  void everyFaultAndEveryWayOfCollectingIsDrawn() {
    Swarm swarm = new Swarm(Repertoire.ofRegistry());
    StringBuilder drawn = new StringBuilder();
    for (long seed = 0; seed < 600; seed++) {
      drawn.append(swarm.draw(seed).text());
    }
    assertThat(drawn).contains("server.tiers = 3", "server.tier-weights = by-merges");
    assertThat(drawn)
        .contains("server.staleness-exponent = ", "server.hinge-slope = ", ".largest-value = ")
        .contains("fleet.profile = phones", "fleet.profile = edge-mix")
        .contains("fleet.profile = hospital-silos", "faults.crash.phases.during = ")
        .contains("fleet.outages.schedule = ", "fleet.storms.schedule = [ { ")
        .contains("speed = { distribution = uniform", "up = { distribution = log-normal")
        .contains(", dropout = 0.", ", behaviours = {")
        .contains("groups = [group-1]", "groups = [group-3]")
        .containsPattern("faults\\.[a-z-]+\\.clients = \\[[1-9]")
        .containsPattern("faults\\.[a-z-]+\\.clients = \\[\\d+, \\d+")
        .containsPattern("faults\\.[a-z-]+\\.schedule = \\[\\{ [^}]+ }, \\{")
        .contains("windows = [", "kind = markov", "kind = diurnal", "kind = trace");
    for (Listing fault : Registries.FAULTS.listings()) {
      assertThat(drawn).contains("faults." + fault.name() + ".");
    }
    for (CollectionMode mode : CollectionMode.values()) {
      assertThat(drawn)
          .contains(
              "server.collection = " + mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  @Test
  void aSeedAlwaysComesToTheSame() throws Exception {
    assertThat(hold(3, 5)).isEqualTo(hold(3, 5));
  }

  /** Its private module is still as the shared one began, which it sends back (seed 2228). */
  @Test
  void aFreeRiderGivesNothingAwayThatIsItsOwn() throws Exception {
    Path fdlora =
        Files.writeString(
            folder.resolve("fdlora.conf"),
            "clients = 1\nrounds = 2\nmethod { name = fdlora, rank = 3 }\n"
                + "fleet.groups = [ { behaviour = free-rider } ]\n");
    try (Fuzz fuzz = new Fuzz(Fixed.of(fdlora), false)) {
      assertThat(fuzz.holdFixed().violations()).isEmpty();
    }
  }

  @Test
  void aPrintedScenarioSaysWhatIsInTheFilesThatItNames() {
    String name = Presences.name(2);
    assertThat(Presences.comments("available { kind = trace, file = \"" + name + "\" }"))
        .startsWith("# Write beside it, as " + name + ":\n#   client,from,to\n#   0,")
        .contains("\n#   2,")
        .doesNotContain(Presences.name(1));
    assertThat(Presences.comments("rounds = 3")).isEmpty();
  }

  @Test
  void clientsOfAModelAreFasterInEveryWayOfSayingIt() {
    Draft draft =
        new Draft(
            java.util.Map.of(),
            List.of(
                java.util.Map.of("speed", "1e3"),
                java.util.Map.of("speed", "{ distribution = uniform, min = 2, max = 4e5 }"),
                java.util.Map.of("speed", "{ distribution = log-normal, median = 5, sigma = 1 }")));
    assertThat(draft.faster(10).groups())
        .extracting(group -> group.get("speed"))
        .containsExactly(
            "1.000e+04",
            "{ distribution = uniform, min = 20.00, max = 4.000e+06 }",
            "{ distribution = log-normal, median = 50.00, sigma = 1 }");
  }

  /** Now and then it forgets what it was asked for, and the actor falls over. */
  public static final class Careless implements ClientBehaviour {
    @Override
    public Behavior<Client.Command> create(ClientSetup setup) {
      return new SteadyClient(setup) {
        @Override
        protected Behavior<Client.Command> onRequest(
            akka.actor.typed.javadsl.ActorContext<Client.Command> context, Request request) {
          if (request.download().ordinal() == 2) {
            throw new IllegalStateException("fell over");
          }
          return super.onRequest(context, request);
        }
      }.idle();
    }
  }

  /** Never answers, and tells nobody. */
  public static final class Mute implements ClientBehaviour {
    @Override
    public Behavior<Client.Command> create(ClientSetup setup) {
      return new SteadyClient(setup) {
        @Override
        protected Behavior<Client.Command> onRequest(
            akka.actor.typed.javadsl.ActorContext<Client.Command> context, Request request) {
          return idle();
        }
      }.idle();
    }
  }

  @Test
  void whoIsNeverHeardInAHealedWorldIsFound() throws Exception {
    Path mute =
        Files.writeString(
            folder.resolve("mute.conf"),
            "clients = 2\nrounds = 40\nlocal { steps = 1, batch-size = 2 }\nmethod.rank = 3\n"
                + "server { quorum = 0, deadline = 10m, crash-detection = 10m }\n"
                + "fleet.groups = [ { count = 1 }, { count = 1, behaviour = \"%s\" } ]\n"
                    .formatted(Mute.class.getName()));
    try (Fuzz fuzz = new Fuzz(Fixed.of(mute), false)) {
      assertThat(fuzz.holdFixed().violations())
          .containsExactly("client 1 is never heard in a healed world");
    }
  }

  @Test
  void whatFailsIsPrintedAsASmallScenarioThatFailsAgain() throws Exception {
    Path base = Files.writeString(folder.resolve("base.conf"), CARELESS);
    String printed;
    try (Fuzz fuzz = new Fuzz(Fixed.of(base), false)) {
      List<Fuzz.Outcome> outcomes = new ArrayList<>();
      fuzz.hold(0, 8, 2, outcomes::add);
      Fuzz.Outcome failed = outcomes.stream().filter(one -> !one.holds()).findFirst().orElseThrow();
      assertThat(failed.violations()).first().asString().contains("fell over");
      printed = fuzz.smallest(failed);
    }
    assertThat(printed)
        .doesNotContain("faults.")
        .doesNotContain("fleet.outages")
        .contains("fell over");
    Path small = Files.writeString(folder.resolve("small.conf"), printed);
    try (Fuzz fuzz = new Fuzz(Fixed.of(small), false)) {
      assertThat(fuzz.holdFixed().violations()).first().asString().contains("fell over");
    }
  }
}
