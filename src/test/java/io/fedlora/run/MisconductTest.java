package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.check.RunCheck;
import io.fedlora.check.Violation;
import io.fedlora.client.ClientBehaviour;
import io.fedlora.client.EarlyStopper;
import io.fedlora.client.Flapping;
import io.fedlora.client.FreeRider;
import io.fedlora.client.Lazy;
import io.fedlora.client.SignFlipper;
import io.fedlora.client.Steady;
import io.fedlora.corpus.Batch;
import io.fedlora.journal.Event;
import io.fedlora.report.Summary;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The behaviours that there are besides the steady one, in whole runs. */
@Timeout(120)
class MisconductTest {
  @TempDir private Path folder;

  private final StubRun run = new StubRun();
  private List<Event> events = List.of();

  /** Clients 0 and 1 of eight behave so in five rounds. */
  private void runWith(ClientBehaviour odd) throws Exception {
    run.behaviour = client -> client < 2 ? odd : new Steady();
    events = FolderRun.into(folder.resolve("run"), run::plan);
    assertThat(RunCheck.of(folder.resolve("run")).violations().stream().map(Violation::toString))
        .isEmpty();
  }

  private <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aLazyClientLeavesItsShareWithoutAnAnswer() throws Exception {
    run.rounds = 30;
    run.deadline = 700 * StubRun.SECOND;
    runWith(new Lazy(new Lazy.Options(0.5)));
    List<Event.RequestLost> lost = all(Event.RequestLost.class);
    assertThat(lost).isNotEmpty().allMatch(one -> one.reason().equals("lazy") && one.client() < 2);
    long asked = all(Event.RequestSent.class).stream().filter(one -> one.client() < 2).count();
    assertThat((double) lost.size() / asked).isBetween(0.25, 0.75);
  }

  @Test
  void aFlappingClientBreaksOffAndGreets() throws Exception {
    runWith(new Flapping(new Flapping.Options(1, Duration.ofSeconds(4))));
    assertThat(all(Event.RequestLost.class))
        .hasSize(10)
        .allMatch(one -> one.reason().equals("flapping"));
    assertThat(all(Event.WorkAbandoned.class)).hasSize(10);
    assertThat(all(Event.MessageSent.class)).hasSize(10).allMatch(m -> m.kind().equals("hello"));
    assertThat(all(Event.RoundClosed.class))
        .as("the server hears of it before the deadline")
        .allMatch(closed -> closed.reason().equals("all") && closed.arrived() == 6);
  }

  @Test
  void aFreeRiderSendsWhatItGotWithoutWork() throws Exception {
    runWith(new FreeRider(new FreeRider.Options(64, 10)));
    assertThat(all(Event.UpdateMerged.class)).hasSize(40);
    assertThat(all(Event.WorkStarted.class)).hasSize(30).allMatch(work -> work.client() >= 2);
    List<Event.UpdateReceived> first =
        all(Event.UpdateReceived.class).stream()
            .filter(one -> one.round() == 2 && one.client() < 2)
            .toList();
    Event.RoundClosed before = all(Event.RoundClosed.class).get(0);
    assertThat(first).hasSize(2).allMatch(one -> one.checksum() == before.checksum());
  }

  @Test
  void aSignFlipperSendsTheOpposite() throws Exception {
    run.clients = 1;
    run.rounds = 1;
    float[] right = run.run().ending().common().part("common").values();
    run.behaviour = client -> new SignFlipper(new SignFlipper.Options(1));
    float[] wrong = run.run().ending().common().part("common").values();
    run.behaviour = client -> new SignFlipper(new SignFlipper.Options(3));
    float[] worse = run.run().ending().common().part("common").values();
    // What was received is 0.
    for (int i = 0; i < right.length; i++) {
      assertThat(right[i]).isNotZero();
      assertThat(wrong[i]).isEqualTo(-right[i]);
      assertThat(worse[i]).isEqualTo((float) (-3.0 * right[i]));
    }
  }

  @Test
  void anEarlyStopperDoesAShareOfItsSteps() throws Exception {
    runWith(new EarlyStopper(new EarlyStopper.Options(0.35)));
    for (Event.WorkFinished work : all(Event.WorkFinished.class)) {
      assertThat(work.steps()).isEqualTo(work.client() < 2 ? 3 : 10);
    }
    assertThat(all(Event.UpdateMerged.class)).hasSize(40);
  }

  @Test
  void flippedLabelsAreReversed() {
    Batch batch = new Batch(new int[] {7, 8, 9}, new int[] {0, 3, 1}, 8);
    assertThat(batch.flipped(4).labels()).containsExactly(3, 0, 2);
    assertThat(batch.flipped(4).texts()).isSameAs(batch.texts());
    assertThat(batch.labels()).containsExactly(0, 3, 1);
  }

  private Summary tiny(String name, String... overrides) throws Exception {
    List<String> all = new java.util.ArrayList<>(List.of(overrides));
    all.add("fleet.groups=[{speed=1e7}]");
    Scenario scenario = ScenarioFile.load(Path.of("scenarios/tiny.conf"), all);
    Path out = folder.resolve(name);
    Summary summary = new Execution(new ScenarioRun(scenario), RunWatcher.NONE).into(out);
    assertThat(RunCheck.of(out).violations()).isEmpty();
    return summary;
  }

  @Test
  void labelFlippersLearnSomethingElse() throws Exception {
    Summary steady = tiny("steady");
    Summary flipped = tiny("flipped", "behaviour.name=label-flipper");
    assertThat(flipped.compute()).isEqualTo(steady.compute());
    assertThat(flipped.fingerprint()).isNotEqualTo(steady.fingerprint());
  }

  @Test
  void aMixedFleetWithAModelCanBeProved() throws Exception {
    tiny(
        "mixed",
        "clients=8",
        "rounds=3",
        "behaviour.shares={lazy=0.125,flapping=0.125,free-rider=0.125,label-flipper=0.125,"
            + "sign-flipper=0.125,early-stopper=0.125}");
    String journal = Files.readString(folder.resolve("mixed/events.jsonl"));
    assertThat(journal)
        .contains("\"behaviour\":\"lazy\"")
        .contains("\"behaviour\":\"flapping\"")
        .contains("\"behaviour\":\"free-rider\"")
        .contains("\"behaviour\":\"label-flipper\"")
        .contains("\"behaviour\":\"sign-flipper\"")
        .contains("\"behaviour\":\"early-stopper\"");
  }

  @Test
  void aClientOutOfPowerDeclines() throws Exception {
    // Ten steps of 1e9 FLOPs at about 1e9 FLOP/s take about ten seconds.
    run.workPerDay = 25 * StubRun.SECOND;
    run.rounds = 8;
    run.crashDetection = 60 * StubRun.SECOND;
    runWith(new Steady());
    for (int k = 0; k < 8; k++) {
      int client = k;
      assertThat(all(Event.WorkFinished.class).stream().filter(one -> one.client() == client))
          .hasSizeBetween(2, 4);
      assertThat(all(Event.RequestLost.class))
          .anyMatch(one -> one.client() == client && one.reason().equals("battery"));
    }
    assertThat(all(Event.ClientAway.class)).as("it is there all the time").isEmpty();
  }
}
