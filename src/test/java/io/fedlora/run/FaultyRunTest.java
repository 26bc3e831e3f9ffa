package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.Part;
import io.fedlora.check.RunCheck;
import io.fedlora.check.Violation;
import io.fedlora.journal.Event;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;
import io.fedlora.world.fault.BitsFlipped;
import io.fedlora.world.fault.Crash;
import io.fedlora.world.fault.DeviceFailed;
import io.fedlora.world.fault.DeviceSlow;
import io.fedlora.world.fault.Direction;
import io.fedlora.world.fault.ExplodingUpdate;
import io.fedlora.world.fault.Fault;
import io.fedlora.world.fault.MessageCut;
import io.fedlora.world.fault.MessageDelayed;
import io.fedlora.world.fault.MessageLost;
import io.fedlora.world.fault.MessageReordered;
import io.fedlora.world.fault.MessageRepeated;
import io.fedlora.world.fault.NanUpdate;
import io.fedlora.world.fault.Occurrence;
import io.fedlora.world.fault.ServerRestart;
import io.fedlora.world.fault.StaleUpdate;
import io.fedlora.world.fault.WrongShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs in which something goes wrong on purpose: what the journal says of it. */
@Timeout(120)
class FaultyRunTest {
  private static final Occurrence OFTEN = occurring(0.3);

  @TempDir private Path folder;

  private final StubRun run = new StubRun();
  private List<Event> events = List.of();

  private static Distribution seconds(double seconds) {
    return new Distribution.Constant(seconds);
  }

  /** Runs with a fault, proves the run, and sees to it that the fault has happened. */
  private void runWith(String kind, Fault fault) throws Exception {
    run.faults = Map.of(kind, fault);
    proveRun("");
    assertThat(injected(kind)).isPositive();
  }

  private void proveRun(String what) throws Exception {
    events = FolderRun.into(folder.resolve("run"), run::plan);
    assertThat(RunCheck.of(folder.resolve("run")).violations().stream().map(Violation::toString))
        .as(what)
        .isEmpty();
  }

  private <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private int injected(String kind) {
    return (int) all(Event.FaultInjected.class).stream().filter(f -> f.kind().equals(kind)).count();
  }

  private List<String> lost() {
    return all(Event.RequestLost.class).stream().map(Event.RequestLost::reason).toList();
  }

  private List<String> rejected() {
    return all(Event.UpdateRejected.class).stream().map(Event.UpdateRejected::reason).toList();
  }

  @Test
  void aLostRecordIsALostRequest() throws Exception {
    runWith("message-lost", new MessageLost(new MessageLost.Options(OFTEN, Direction.BOTH)));
    assertThat(lost()).hasSize(injected("message-lost")).containsOnly("message-lost");
    assertThat(all(Event.UpdateMerged.class)).isNotEmpty();
  }

  @Test
  void aDelayedUpdateIsLate() throws Exception {
    runWith(
        "message-delayed",
        new MessageDelayed(new MessageDelayed.Options(OFTEN, Direction.UP, seconds(70))));
    assertThat(all(Event.UpdateLate.class)).isNotEmpty();
    assertThat(lost()).isEmpty();
  }

  @Test
  void aRepeatedRecordIsMergedOnce() throws Exception {
    runWith(
        "message-repeated",
        new MessageRepeated(new MessageRepeated.Options(OFTEN, Direction.BOTH, seconds(0.5))));
    assertThat(all(Event.UpdateMerged.class)).hasSize(40);
    assertThat(all(Event.UpdateDuplicate.class)).isNotEmpty();
    assertThat(all(Event.WorkStarted.class)).as("each request is worked on once").hasSize(40);
    assertThat(lost()).isEmpty();
  }

  @Test
  void recordsThatFallBackComeLate() throws Exception {
    run.dropout = 0.2;
    runWith(
        "message-reordered",
        new MessageReordered(new MessageReordered.Options(OFTEN, Direction.BOTH, seconds(50))));
    assertThat(all(Event.UpdateLate.class)).isNotEmpty();
    assertThat(all(Event.UpdateMerged.class)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"message-cut", "bits-flipped"})
  void aSpoiltUpdateIsRejected(String kind) throws Exception {
    runWith(
        kind,
        kind.equals("message-cut")
            ? new MessageCut(new MessageCut.Options(OFTEN, Direction.UP))
            : new BitsFlipped(new BitsFlipped.Options(OFTEN, Direction.UP, 3)));
    assertThat(rejected())
        .hasSize(injected(kind))
        .allMatch(reason -> reason.matches("checksum does not match|shorter than a header.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"message-cut", "bits-flipped"})
  void aSpoiltRequestIsLost(String kind) throws Exception {
    runWith(
        kind,
        kind.equals("message-cut")
            ? new MessageCut(new MessageCut.Options(OFTEN, Direction.DOWN))
            : new BitsFlipped(new BitsFlipped.Options(OFTEN, Direction.DOWN, 1)));
    assertThat(lost()).hasSize(injected(kind)).containsOnly(kind);
  }

  @Test
  void whatIsNotANumberIsRejected() throws Exception {
    runWith("nan-update", new NanUpdate(new NanUpdate.Options(OFTEN)));
    assertThat(rejected())
        .hasSize(injected("nan-update"))
        .allMatch(reason -> reason.matches("common values\\[\\d] is NaN"));
  }

  @Test
  void whatExplodesIsRejected() throws Exception {
    runWith("exploding-update", new ExplodingUpdate(new ExplodingUpdate.Options(OFTEN, 1e30)));
    assertThat(rejected())
        .hasSize(injected("exploding-update"))
        .allMatch(reason -> reason.startsWith("part common holds a value of "));
  }

  @Test
  void anotherShapeIsRejected() throws Exception {
    runWith("wrong-shape", new WrongShape(new WrongShape.Options(OFTEN)));
    assertThat(rejected())
        .hasSize(injected("wrong-shape"))
        .allMatch(reason -> reason.contains("surplus[1] where nothing belongs"));
  }

  @Test
  void aStaleVersionSentAgainIsRejected() throws Exception {
    runWith("stale-update", new StaleUpdate(new StaleUpdate.Options(OFTEN)));
    assertThat(rejected())
        .hasSize(injected("stale-update"))
        .allMatch(reason -> reason.matches("of round \\d and version \\d, asked for in round .*"));
  }

  @Test
  void failedWorkIsALostRequest() throws Exception {
    runWith("device-failed", new DeviceFailed(new DeviceFailed.Options(OFTEN)));
    assertThat(all(Event.WorkFailed.class)).hasSize(injected("device-failed"));
    assertThat(lost()).hasSize(injected("device-failed")).containsOnly("device-failed");
  }

  @Test
  void aSlowSlotChangesNothing() throws Exception {
    List<String> calm = run.run().lines();
    Occurrence always = occurring(1);
    run.faults =
        Map.of("device-slow", new DeviceSlow(new DeviceSlow.Options(always, Duration.ofMillis(5))));
    long begun = System.nanoTime();
    assertThat(run.run().lines()).isEqualTo(calm);
    assertThat(System.nanoTime() - begun)
        .as("40 works of 5 ms on 2 slots")
        .isGreaterThan(100_000_000L);
  }

  private static Crash crash(Crash.PrivatePart privatePart, int safeCopyEvery) {
    return new Crash(
        new Crash.Options(
            OFTEN, new DropoutPhases(1, 1, 1), seconds(20), privatePart, safeCopyEvery));
  }

  @Test
  void aCrashIsSilentAndTheClientComesBack() throws Exception {
    runWith("crash", crash(Crash.PrivatePart.SURVIVES, 1));
    assertThat(lost())
        .hasSize(injected("crash"))
        .contains("crash-before", "crash-during", "crash-upload");
    assertThat(all(Event.StateRestored.class)).isEmpty();
    assertThat(all(Event.ClientBack.class)).isNotEmpty();
  }

  @Test
  void aCrashThatLosesThePrivatePartGoesBackToTheLastSafeCopy() throws Exception {
    run.rounds = 20;
    runWith("crash", crash(Crash.PrivatePart.LOST, 3));
    List<Event.StateRestored> restored = all(Event.StateRestored.class);
    assertThat(restored)
        .hasSize((int) all(Event.ClientAway.class).size())
        .allMatch(one -> one.works() % 3 == 0);
    assertThat(restored).anyMatch(one -> one.works() > 0).anyMatch(one -> one.works() == 0);
    Map<Integer, Integer> finished = new TreeMap<>();
    for (Event event : events) {
      if (event instanceof Event.WorkFinished work) {
        finished.merge(work.client(), 1, Integer::sum);
      } else if (event instanceof Event.StateRestored one) {
        int works = finished.getOrDefault(one.client(), 0);
        assertThat(one.works()).isEqualTo(works - works % 3);
        finished.put(one.client(), one.works());
      }
    }
  }

  @Test
  void scheduleGroupsAndClientsSayWhenAndWhom() throws Exception {
    run.slowShare = 0.5;
    run.slowFactor = 1;
    Occurrence when =
        new Occurrence(
            0,
            List.of(new Occurrence.Stretch(Duration.ofSeconds(10), Duration.ofSeconds(40), 1)),
            List.of("slow"),
            List.of(1, 2, 7));
    runWith("device-failed", new DeviceFailed(new DeviceFailed.Options(when)));
    assertThat(all(Event.WorkFailed.class)).extracting(Event.WorkFailed::client).containsOnly(1, 2);
    assertThat(all(Event.WorkFinished.class)).extracting(Event.WorkFinished::client).contains(1, 2);
  }

  @Test
  void theSameFaultsBefallTheSameRequestsOnAnyNumberOfSlots() throws Exception {
    run.faults = swarm(RandomStream.of(5, "swarm"));
    run.slots = 1;
    List<String> one = run.run().lines();
    run.slots = 3;
    assertThat(run.run().lines()).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void whateverGoesWrongTheRunCanBeProved(long seed) throws Exception {
    proveSwarm(seed);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("manySeeds")
  void howeverOftenAndMuchGoesWrong(long seed) throws Exception {
    proveSwarm(seed);
  }

  static LongStream manySeeds() {
    return LongStream.range(8, Long.getLong("fedlora.seeds", 200));
  }

  private void proveSwarm(long seed) throws Exception {
    RandomStream draw = RandomStream.of(seed, "swarm-test");
    run.seed = seed;
    run.rounds = 12;
    run.clients = 3 + draw.nextInt(10);
    run.cohort = 1 + draw.nextInt(run.clients);
    run.dropout = draw.nextDouble() < 0.5 ? 0 : 0.2;
    run.slowShare = draw.nextDouble() < 0.5 ? 0 : 0.3;
    run.acceptLate = draw.nextDouble() < 0.5;
    run.quorum = draw.nextDouble() < 0.5 ? 0 : 0.5;
    run.collection = CollectionMode.values()[draw.nextInt(CollectionMode.values().length)];
    run.faults = swarm(draw);
    proveRun("seed " + seed);
    for (Part part : run.run().ending().common().parts()) {
      for (float value : part.values()) {
        assertThat(value).isFinite();
      }
    }
  }

  /** Every kind of fault is first on or off, and then as likely as is drawn. */
  private static Map<String, Fault> swarm(RandomStream draw) {
    Map<String, Fault> faults = new TreeMap<>();
    double log = 20 * draw.nextDouble();
    Distribution some = new Distribution.LogNormal(1 + log, 1.5);
    Direction both = Direction.BOTH;
    put(
        faults,
        draw,
        "crash",
        when ->
            new Crash(
                new Crash.Options(
                    when, new DropoutPhases(1, 1, 1), some, Crash.PrivatePart.LOST, 2)));
    put(faults, draw, "message-lost", when -> new MessageLost(new MessageLost.Options(when, both)));
    put(
        faults,
        draw,
        "message-delayed",
        when -> new MessageDelayed(new MessageDelayed.Options(when, both, some)));
    put(
        faults,
        draw,
        "message-repeated",
        when -> new MessageRepeated(new MessageRepeated.Options(when, both, some)));
    put(
        faults,
        draw,
        "message-reordered",
        when -> new MessageReordered(new MessageReordered.Options(when, both, some)));
    put(faults, draw, "message-cut", when -> new MessageCut(new MessageCut.Options(when, both)));
    put(
        faults,
        draw,
        "bits-flipped",
        when -> new BitsFlipped(new BitsFlipped.Options(when, both, 2)));
    put(faults, draw, "nan-update", when -> new NanUpdate(new NanUpdate.Options(when)));
    put(
        faults,
        draw,
        "exploding-update",
        when -> new ExplodingUpdate(new ExplodingUpdate.Options(when, 1e30)));
    put(faults, draw, "wrong-shape", when -> new WrongShape(new WrongShape.Options(when)));
    put(faults, draw, "stale-update", when -> new StaleUpdate(new StaleUpdate.Options(when)));
    put(
        faults,
        draw,
        "server-restart",
        when ->
            new ServerRestart(
                new ServerRestart.Options(
                    when.probability(), when.schedule(), some, List.of(), some)));
    put(faults, draw, "device-failed", when -> new DeviceFailed(new DeviceFailed.Options(when)));
    return faults;
  }

  /** To everybody, with this probability. */
  private static Occurrence occurring(double probability) {
    return new Occurrence(probability, List.of(), List.of(), List.of());
  }

  private static void put(
      Map<String, Fault> faults,
      RandomStream draw,
      String kind,
      java.util.function.Function<Occurrence, Fault> make) {
    double probability = draw.nextDouble() < 0.5 ? 0 : draw.nextDouble() * 0.5;
    faults.put(kind, make.apply(occurring(probability)));
  }
}
