package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.fedlora.adapter.State;
import io.fedlora.check.RunCheck;
import io.fedlora.check.Verdict;
import io.fedlora.check.Violation;
import io.fedlora.journal.Event;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.TierSettings;
import io.fedlora.scenario.TierWeights;
import io.fedlora.world.fault.ServerRestart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs in tiers: they can be proved, and what is planted into them is found. */
@Timeout(120)
class TieredRunTest {
  @TempDir private Path folder;

  private static StubRun run(int tiers, TierWeights weights) {
    StubRun run = new StubRun();
    run.rounds = 16;
    run.slowShare = 0.4;
    run.slowFactor = 3;
    run.collection = CollectionMode.SEMI_SYNCHRONOUS;
    run.tiers = new TierSettings(Optional.of(tiers), weights);
    return run;
  }

  private static Map<String, io.fedlora.world.fault.Fault> restarts() {
    return Map.of(
        "server-restart",
        new ServerRestart(
            new ServerRestart.Options(
                0.2,
                List.of(),
                new Distribution.Constant(11),
                List.of(),
                new Distribution.Constant(8))));
  }

  @ParameterizedTest
  @EnumSource(TierWeights.class)
  void everyLawCanBeProved(TierWeights weights) throws Exception {
    StubRun run = run(3, weights);
    run.dropout = 0.2;
    run.faults = restarts();
    List<Event> events = FolderRun.into(folder, run::plan);
    Verdict verdict = RunCheck.of(folder);
    assertThat(verdict.violations().stream().map(Violation::toString)).isEmpty();
    assertThat(verdict.checked().get("tiers")).isEqualTo(3);
    assertThat(verdict.checked().get("restarts of the server")).isPositive();
    assertThat(verdict.checked().get("versions reproduced bit by bit")).isGreaterThan(5);
    assertThat(verdict.checked().get("versions whose weights were computed anew")).isPositive();
    assertThat(events)
        .anyMatch(e -> e instanceof Event.UpdateMerged merged && merged.staleness() > 0);
  }

  @Test
  void theSlowClientsAreInTheLastTierAndTheFastTierIsMergedMoreOften() throws Exception {
    List<Event> events = run(2, TierWeights.BY_MERGES).run().events();
    List<List<Integer>> tiers = new ArrayList<>();
    int[] ends = new int[2];
    for (Event event : events) {
      if (event instanceof Event.TierFormed formed) {
        tiers.add(formed.clients());
      } else if (event instanceof Event.TierClosed closed) {
        ends[closed.tier() - 1]++;
      }
    }
    // Clients 0 to 2 are slow; of the fast ones, which are alike, the one with the highest number
    // goes with them.
    assertThat(tiers).containsExactly(List.of(3, 4, 5, 6), List.of(0, 1, 2, 7));
    assertThat(ends[0]).isGreaterThan(ends[1]);
  }

  @Test
  void oneTierInFullIsARoundAfterTheOther() throws Exception {
    StubRun tiered = run(1, TierWeights.FULL);
    StubRun rounds = run(1, TierWeights.FULL);
    rounds.collection = CollectionMode.SYNCHRONOUS;
    State one = tiered.run().ending().common();
    State other = rounds.run().ending().common();
    for (int part = 0; part < one.parts().size(); part++) {
      float[] values = one.parts().get(part).values();
      for (int i = 0; i < values.length; i++) {
        assertThat((double) values[i])
            .isCloseTo(
                other.parts().get(part).values()[i], org.assertj.core.api.Assertions.within(1e-6));
      }
    }
  }

  @Test
  void aRunInTiersThatIsStoppedEndsAsIfItHadNotBeen() throws Exception {
    StubRun run = run(3, TierWeights.BY_MERGES);
    run.dropout = 0.2;
    run.faults = restarts();
    StoppedRun stopped = new StoppedRun(folder, run::plan);
    StoppedRun.Same expected = stopped.unbroken();
    for (int i = 0; i < 4; i++) {
      stopped.stopAndGoOn(expected, RandomStream.of(4, "tiers", i));
    }
  }

  static Stream<Arguments> bugs() {
    return Stream.of(
        bug(
            "a client in the wrong tier",
            3,
            "by time they are",
            run -> {
              JsonObject tier = run.first("tier-formed");
              JsonObject next = run.all("tier-formed").get(1);
              tier.add("clients", next.get("clients").deepCopy());
            }),
        bug(
            "another time than the profile's",
            3,
            "its profile",
            run -> run.first("client-timed").addProperty("expected", 5)),
        bug(
            "more asked of a tier than may be at work",
            3,
            "may be at work",
            run -> run.first("tier-formed").addProperty("concurrency", 1)),
        bug(
            "a client of another tier is asked",
            3,
            "may be at work",
            run ->
                run.all("tier-opened")
                    .get(1)
                    .add("asked", run.first("tier-opened").get("asked").deepCopy())),
        bug(
            "a tier that is not over is merged",
            3,
            "but its tier is not over",
            run -> {
              JsonObject closed = run.first("tier-closed");
              closed.addProperty("tier", closed.get("tier").getAsInt() % 2 + 1);
            }),
        bug(
            "a window ends without a tier",
            3,
            "but no tier is over",
            run -> run.drop(run.first("tier-closed"))),
        bug(
            "a tier with another deadline than the rules'",
            3,
            "the rules say",
            run -> run.last("tier-opened").addProperty("deadline", 1)),
        bug(
            "a tier that ends late",
            3,
            "is still open",
            run ->
                run.all("tier-opened")
                    .forEach(
                        tier ->
                            tier.addProperty("deadline", tier.get("deadline").getAsLong() / 9))),
        bug(
            "a window with another deadline than its tiers'",
            3,
            "than its tiers",
            run -> run.last("round-opened").addProperty("deadline", 1)),
        bug(
            "one of a tier's updates is forgotten",
            3,
            "are merged",
            run -> run.drop(run.last("update-merged"))),
        bug(
            "an update that is young enough is not merged",
            3,
            "young enough",
            run -> run.last("update-merged").addProperty("type", "update-late")),
        bug(
            "a wrong count of those asked",
            3,
            "says asked",
            run -> run.last("round-closed").addProperty("asked", 77)),
        bug(
            "a tier's weight is not what the law gives it",
            4,
            "it should weigh",
            run -> run.first("run-started").addProperty("tierWeights", "by-clients")));
  }

  private static Arguments bug(
      String name, int invariant, String words, Consumer<PlantedRun> planted) {
    return Arguments.of(name, invariant, words, planted);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isFound(String name, int invariant, String words, Consumer<PlantedRun> planted)
      throws Exception {
    FolderRun.into(folder, run(2, TierWeights.BY_MERGES)::plan);
    Path file = folder.resolve("events.jsonl");
    PlantedRun lines = PlantedRun.of(Files.readAllLines(file));
    planted.accept(lines);
    Files.write(file, lines.lines());
    List<String> found = new ArrayList<>();
    for (Violation violation : RunCheck.of(folder).violations()) {
      found.add(violation.invariant() + " " + violation.message());
    }
    assertThat(found)
        .as(name)
        .anyMatch(one -> one.startsWith(invariant + " ") && one.contains(words));
  }
}
