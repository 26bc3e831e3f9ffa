package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFileTest {
  private final Path folder;

  ScenarioFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Scenario parse(String text, String... overrides) {
    return ScenarioFile.parse("x.conf", text, List.of(overrides));
  }

  @Test
  void theCommandLineBeatsTheFileAndTheFileTheDefaults() {
    Scenario scenario = parse("rounds = 3\nclients = 5", "rounds=4", "server.deadline=30s");
    assertThat(scenario.rounds()).isEqualTo(4);
    assertThat(scenario.clients()).isEqualTo(5);
    assertThat(scenario.server().deadline()).contains(Duration.ofSeconds(30));
    assertThat(scenario.local().steps()).isEqualTo(10);
    assertThat(parse("", "rounds=4", "rounds=6").rounds()).isEqualTo(6);
  }

  @Test
  void everyTypeIsRead() {
    Scenario scenario =
        parse(
            """
            name = all, seed = -5, time.mode = wall
            foundation { precision = bfloat16, pooling = first-token, activation-memory = 2k }
            corpus { train-per-client = all, validation-per-client = 3, test-per-client = 0 }
            server { cohort = 0.5, over-selection = 0.25, close-after = 3, deadline = inf }
            journal.keep-updates = false
            evaluation { every = 2, split = validation }
            """,
            "devices.use=gpu:1");
    assertThat(scenario.name()).isEqualTo("all");
    assertThat(scenario.seed()).isEqualTo(-5);
    assertThat(scenario.time().mode()).isEqualTo(TimeMode.WALL);
    assertThat(scenario.foundation())
        .isEqualTo(
            new FoundationSettings(
                "minilm-l6",
                FoundationSettings.Precision.BFLOAT16,
                FoundationSettings.Pooling.FIRST_TOKEN,
                new ByteSize(2048),
                Optional.empty()));
    assertThat(scenario.corpus().trainPerClient()).isEqualTo(Count.ALL);
    assertThat(scenario.corpus().validationPerClient()).isEqualTo(new Count.Exactly(3));
    assertThat(scenario.corpus().testPerClient()).isEqualTo(Count.ALL);
    assertThat(scenario.server().cohort()).isEqualTo(new Count.Share(0.5));
    assertThat(scenario.server().asked(8)).isEqualTo(5);
    assertThat(scenario.server().closesAfter(8, 5)).isEqualTo(3);
    assertThat(scenario.server().deadline()).isEmpty();
    assertThat(scenario.devices().gpu()).hasValue(1);
    assertThat(scenario.journal().keepUpdates()).isFalse();
    assertThat(scenario.evaluation().split()).isEqualTo(EvaluationSettings.Split.VALIDATION);
  }

  @Test
  void aDistributionReplacesTheOneBelowItInWhole() {
    Distribution uniform = new Distribution.Uniform(1, 2);
    String written = "fleet.downtime { distribution = uniform, min = 1s, max = 2s }";
    assertThat(parse("fleet.profile = phones\n" + written).fleet().downtime()).isEqualTo(uniform);
    assertThat(parse(written, "fleet.profile=phones").fleet().downtime()).isEqualTo(uniform);

    String logNormal = "fleet.downtime { distribution = log-normal, median = 9s, sigma = 1 }";
    String commanded = "fleet.downtime={ distribution = uniform, min = 1s, max = 2s }";
    assertThat(parse(logNormal, commanded).fleet().downtime()).isEqualTo(uniform);
    String before = "fleet.downtime={ distribution = log-normal, median = 9s, sigma = 1 }";
    assertThat(parse("", before, commanded).fleet().downtime()).isEqualTo(uniform);
  }

  @Test
  void oneValueOfADistributionBelowCanBeChanged() {
    assertThat(parse("fleet { profile = phones, downtime.median = 9s }").fleet().downtime())
        .isEqualTo(new Distribution.LogNormal(9, 1));
  }

  @Test
  void whatAGroupLeavesOutIsAsInTheDefaultGroup() {
    Scenario scenario =
        parse(
            """
            fleet {
              downtime { distribution = uniform, min = 10s, max = 1m }
              groups = [
                { name = fast, share = 0.75, speed { distribution = log-normal, median = 1e10, sigma = 0.5 } }
                { share = 0.25, speed = 25e7, up = 64KiB, dropout = 0.5, behaviour = lazy
                  available { period = 1h, windows = [ { from = 0, to = 10m }, { from = 30m, to = 40m } ] } }
              ]
            }
            """);
    FleetSettings fleet = scenario.fleet();
    assertThat(fleet.downtime()).isEqualTo(new Distribution.Uniform(10, 60));
    Group fast = fleet.groups().get(0);
    assertThat(fast.speed()).isEqualTo(new Distribution.LogNormal(1e10, 0.5));
    assertThat(fast.up()).isEqualTo(new Distribution.Constant(1 << 20));
    assertThat(fast.latency()).isEqualTo(Duration.ofMillis(50));
    assertThat(fast.dropout()).isEmpty();
    assertThat(fast.available().kind()).isEqualTo("windows");
    Group slow = fleet.groups().get(1);
    assertThat(slow.name()).isEqualTo("group-2");
    assertThat(slow.speed()).isEqualTo(new Distribution.Constant(2.5e8));
    assertThat(slow.up()).isEqualTo(new Distribution.Constant(65536));
    assertThat(slow.dropout()).contains(0.5);
    assertThat(slow.behaviour()).contains("lazy");
    assertThat(slow.available().kind()).isEqualTo("windows");
  }

  @Test
  void includesAndSubstitutionsAreResolvedAfterOverriding() throws IOException {
    Files.createDirectory(folder.resolve("parts"));
    Files.writeString(folder.resolve("parts/a.conf"), "include \"b.conf\"\nrounds = 2");
    Files.writeString(folder.resolve("parts/b.conf"), "clients = 3");
    Path file =
        Files.writeString(
            folder.resolve("x.conf"),
            "include \"parts/a.conf\"\nlocal.steps = ${rounds}\nlocal.batch-size = ${clients}");
    Scenario scenario = ScenarioFile.load(file, List.of("rounds=7"));
    assertThat(scenario.local()).isEqualTo(new LocalSettings(7, 3, 64));
  }

  @Test
  void pathsAreLookedForBesideTheScenarioAndMadeAbsolute() throws IOException {
    Path data = Files.writeString(folder.resolve("train.tsv"), "");
    Path model = Files.createDirectory(folder.resolve("model"));
    Path file =
        Files.writeString(
            folder.resolve("x.conf"), "corpus.file = train.tsv\nfoundation.model = ./model");
    Scenario scenario = ScenarioFile.load(file, List.of());
    record FileOptions(String file) {}
    assertThat(scenario.corpus().options().as(FileOptions.class).file()).isEqualTo(data.toString());
    assertThat(scenario.foundation().model()).isEqualTo(model.toString());
  }

  @Test
  void aModelWithoutASlashIsANameWhateverLiesAround() throws IOException {
    Files.createDirectory(folder.resolve("minilm-l6"));
    Path file = Files.writeString(folder.resolve("x.conf"), "foundation.model = minilm-l6");
    FoundationSettings foundation = ScenarioFile.load(file, List.of()).foundation();
    assertThat(foundation.model()).isEqualTo("minilm-l6");
  }

  @Test
  void keysThatTheMethodDoesNotReadAreListed() {
    record FewOptions(int rank, @Flat("private") AdapterOptions own) {}
    Scenario scenario =
        parse("method { rank = 4, private-rank = 1, momentum = 0.5 }", "method.clip-norm=1");
    assertThat(scenario.method().options().unread(FewOptions.class))
        .containsExactly("method.clip-norm", "method.momentum");
  }

  @Test
  void valuesOfTheCommandLineNeedNoQuotes() {
    assertThat(parse("", "name = my-run").name()).isEqualTo("my-run");
    assertThat(parse("", "server.cohort=[1]".replace("[1]", "4")).server().cohort())
        .isEqualTo(new Count.Exactly(4));
    assertThat(parse("", "fleet.groups=[{speed = 1e9}]").fleet().groups().get(0).speed())
        .isEqualTo(new Distribution.Constant(1e9));
    record PlaceOptions(@Flat PlacementOptions place) {}
    Block method = parse("", "method.layers=last 2", "method.targets=[key]").method().options();
    assertThat(method.as(PlaceOptions.class).place())
        .isEqualTo(
            new PlacementOptions(
                List.of("key"), new Layers.Last(2), PlacementOptions.HeadOwner.COMMON, 1.0));
  }
}
