package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.check.AgainstCheck;
import io.fedlora.check.RunCheck;
import io.fedlora.check.Unchecked;
import io.fedlora.check.Verdict;
import io.fedlora.check.Violation;
import io.fedlora.client.Steady;
import io.fedlora.clock.Pace;
import io.fedlora.journal.Event;
import io.fedlora.journal.FileJournal;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.ContinuousSettings;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.CrashDetection;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;
import io.fedlora.scenario.LateUpdates;
import io.fedlora.scenario.MergeSettings;
import io.fedlora.scenario.MergeSettings.Centre;
import io.fedlora.scenario.ServerSettings;
import io.fedlora.scenario.StalenessLaw;
import io.fedlora.scenario.StalenessSettings;
import io.fedlora.scenario.TierSettings;
import io.fedlora.server.RoundRules;
import io.fedlora.stub.StubMethod;
import io.fedlora.stub.StubTrainer;
import io.fedlora.world.Availability;
import io.fedlora.world.DropoutPlan;
import io.fedlora.world.Fleet;
import io.fedlora.world.Profile;
import io.fedlora.world.Windows;
import io.fedlora.world.fault.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The control plane, under fault schedules drawn by seed, leaves runs that can be proved. */
class CheckedRunTest {
  private static final long SECOND = 1_000_000_000L;

  private final Path folder;

  CheckedRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "0, SYNCHRONOUS",
    "1, SYNCHRONOUS",
    "2, SYNCHRONOUS",
    "3, SYNCHRONOUS",
    "4, BUFFERED",
    "5, BUFFERED",
    "6, BUFFERED",
    "7, ASYNCHRONOUS",
    "8, ASYNCHRONOUS",
    "9, ASYNCHRONOUS",
    "91, ASYNCHRONOUS",
    "10, BUFFERED",
    "18, SEMI_SYNCHRONOUS",
    "10, SEMI_SYNCHRONOUS",
    "11, SEMI_SYNCHRONOUS",
    "12, SEMI_SYNCHRONOUS"
  })
  void whatRunsCanBeProved(long seed, CollectionMode collection) throws Exception {
    prove(seed, collection);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("manySeeds")
  void manyRunsCanBeProved(long seed) throws Exception {
    for (CollectionMode collection : CollectionMode.values()) {
      prove(seed, collection);
    }
  }

  static LongStream manySeeds() {
    return LongStream.range(4, Long.getLong("fedlora.seeds", 100));
  }

  private void prove(long seed, CollectionMode collection) throws Exception {
    Verdict verdict =
        RunCheck.of(run(seed, collection, 2, folder.resolve(collection.name() + seed)));
    assertThat(verdict.violations()).as("seed %d, %s", seed, collection).isEmpty();
    assertThat(verdict.checked().get("versions reproduced bit by bit"))
        .isEqualTo(verdict.checked().getOrDefault("merged versions", 0L));
    assertThat(verdict.unchecked())
        .extracting(Unchecked::reason)
        .allMatch(reason -> reason.matches(".*(stored|summary.json|rounds.jsonl|machine.jsonl).*"));
  }

  @ParameterizedTest
  @EnumSource
  void slotsMakeNoDifferenceAndSeedsDo(CollectionMode collection) throws Exception {
    Path one = run(5, collection, 1, folder.resolve("one"));
    Path three = run(5, collection, 3, folder.resolve("three"));
    assertThat(AgainstCheck.of(one, three).violations()).isEmpty();
    Path other = run(6, collection, 1, folder.resolve("six"));
    assertThat(AgainstCheck.of(one, other).violations()).isEmpty();
  }

  @Test
  void anUpdateThatChangedOnItsWayIntoTheFolderIsFound() throws Exception {
    Path run = run(5, CollectionMode.SYNCHRONOUS, 1, folder.resolve("run"));
    Path file = run.resolve("updates.frames");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(RunCheck.of(run).violations()).extracting(Violation::invariant).contains(2);
  }

  static Path run(long seed, CollectionMode collection, int slots, Path folder) throws Exception {
    Files.createDirectories(folder.resolve("adapters"));
    Files.writeString(folder.resolve("scenario.conf"), "seed = " + seed + "\n");
    List<FileJournal> journals = new ArrayList<>();
    try (FrameFile frames = new FrameFile(folder.resolve("updates.frames"))) {
      Plan plan = plan(seed, collection, slots, frames);
      StateFile.write(
          folder.resolve("initial.safetensors"),
          plan.learning().method().initialCommon(),
          Map.of());
      List<Event> registered = new ArrayList<>();
      for (int client = 0; client < plan.conditions().fleet().profiles().size(); client++) {
        Profile profile = plan.conditions().fleet().profile(client);
        registered.add(
            new Event.ClientRegistered(
                client,
                profile.group(),
                profile.behaviour(),
                1,
                1,
                new TreeMap<>(),
                profile.speed(),
                profile.up(),
                profile.down(),
                profile.latency()));
      }
      try (Simulation simulation =
          new Simulation(
              plan,
              now -> {
                try {
                  journals.add(new FileJournal(folder.resolve("events.jsonl"), now));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                return journals.get(0);
              },
              registered,
              RunWatcher.NONE)) {
        Ending ending = simulation.await();
        store(folder, "common", ending.common());
        for (int client = 0; client < ending.own().size(); client++) {
          store(folder, "client-" + client, ending.own().get(client).state());
        }
      }
    }
    journals.get(0).finish();
    return folder;
  }

  private static void store(Path folder, String name, State state) {
    StateFile.write(folder.resolve("adapters/" + name + ".safetensors"), state, Map.of());
  }

  /**
   * Many things may happen in such a run: who is slow, who leaves when, what the server insists on.
   */
  private static Plan plan(long seed, CollectionMode collection, int slots, FrameFile frames) {
    RandomStream draw = RandomStream.of(seed, "schedule");
    int clients = 4 + (int) (draw.nextDouble() * 20);
    int cohort = 1 + (int) (draw.nextDouble() * clients);
    boolean selective = draw.nextDouble() < 0.5;
    double dropout = draw.nextDouble() * 0.4;
    double deadline = draw.nextDouble();
    ServerSettings server =
        new ServerSettings(
            collection,
            new Count.Exactly(cohort),
            selective ? 0.5 : 0,
            Count.ALL,
            deadline < 0.2
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (15_000 + deadline * 60_000))),
            draw.nextDouble(),
            draw.nextDouble() < 0.7 ? LateUpdates.ACCEPT : LateUpdates.DISCARD,
            draw.nextDouble() < 0.5
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (500 + draw.nextDouble() * 40_000))),
            CrashDetection.after(Duration.ofSeconds((long) (20 + draw.nextDouble() * 200))),
            new ContinuousSettings(
                new Count.Exactly(1 + (int) (draw.nextDouble() * clients)),
                new Count.Exactly(1 + (int) (draw.nextDouble() * clients)),
                0.1 + 0.9 * draw.nextDouble(),
                Duration.ofMillis((long) (5_000 + draw.nextDouble() * 60_000)),
                TierSettings.NONE),
            new StalenessSettings(
                one(draw, StalenessLaw.values()),
                draw.nextDouble() < 0.3
                    ? Optional.empty()
                    : Optional.of(1 + (int) (draw.nextDouble() * 3)),
                0.5,
                1,
                2),
            new MergeSettings(
                draw.nextDouble() < 0.5 ? Centre.MEAN : one(draw, Centre.values()),
                0.5 * draw.nextDouble(),
                draw.nextDouble() < 0.5 ? 0 : 4 * draw.nextDouble()));
    List<Profile> profiles = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      profiles.add(profile(dropout, draw));
    }
    return new Plan(
        "drawn",
        "stub",
        new RoundRules(seed, clients, 25, 10, server),
        new Plan.Learning(new StubMethod(40), new StubTrainer(seed, 10, 1_000_000_000L)),
        new Plan.Conditions(
            new Fleet(seed, profiles),
            new DropoutPlan(seed, new DropoutPhases(1, 1, 1), new Distribution.Constant(20)),
            FaultPlan.NONE,
            client -> new Steady()),
        Plan.Scores.ofEach(clients, 0),
        slots,
        Pace.VIRTUAL,
        frames);
  }

  private static <T> T one(RandomStream draw, T[] values) {
    return values[draw.nextInt(values.length)];
  }

  private static Profile profile(double dropout, RandomStream draw) {
    boolean slow = draw.nextDouble() < 0.3;
    long period = (long) (100 * SECOND + draw.nextDouble() * 200 * SECOND);
    Availability windows =
        new Windows(
            period,
            List.of(new Windows.Window((long) (period * 0.3 * draw.nextDouble()), period * 2 / 3)));
    boolean always = draw.nextDouble() < 0.6;
    return new Profile(
        slow ? "slow" : "fast",
        "steady",
        slow ? 1.5e8 : 1e9,
        0.4,
        1e3,
        1e4,
        SECOND / 2,
        5 * SECOND,
        dropout,
        always ? Availability.ALWAYS : windows);
  }
}
