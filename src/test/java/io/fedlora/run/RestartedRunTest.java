package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.check.RunCheck;
import io.fedlora.check.Verdict;
import io.fedlora.check.Violation;
import io.fedlora.journal.Event;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.Distribution;
import io.fedlora.world.fault.Fault;
import io.fedlora.world.fault.Occurrence;
import io.fedlora.world.fault.ServerRestart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs in which the server goes down: they can be proved, and what is planted is found. */
@Timeout(120)
class RestartedRunTest {
  @TempDir private Path folder;

  private static Map<String, Fault> restarts(double probability, double after, Duration... at) {
    return Map.of(
        "server-restart",
        new ServerRestart(
            new ServerRestart.Options(
                probability,
                List.<Occurrence.Stretch>of(),
                new Distribution.Constant(after),
                List.of(at),
                new Distribution.Constant(8))));
  }

  private static StubRun run(CollectionMode mode) {
    StubRun run = new StubRun();
    run.rounds = 14;
    run.slowShare = 0.4;
    run.slowFactor = 3;
    run.acceptLate = true;
    run.dropout = 0.1;
    run.collection = mode;
    run.buffer = new Count.Exactly(3);
    run.faults = restarts(0.3, 13);
    return run;
  }

  @ParameterizedTest
  @EnumSource(CollectionMode.class)
  void everyModeSurvivesAndCanBeProved(CollectionMode mode) throws Exception {
    List<Event> events = FolderRun.into(folder, run(mode)::plan);
    Verdict verdict = RunCheck.of(folder);
    assertThat(verdict.violations().stream().map(Violation::toString)).isEmpty();
    assertThat(verdict.checked().get("restarts of the server")).isPositive();
    assertThat(verdict.checked().get("versions reproduced bit by bit")).isPositive();
    assertThat(events).anyMatch(Event.ServerBack.class::isInstance);
    assertThat(events)
        .anyMatch(e -> e instanceof Event.RequestLost lost && lost.reason().startsWith("server-"));
    assertThat(events).anyMatch(Event.UpdateLate.class::isInstance);
  }

  @Test
  void itGoesDownAtTheTimesThatAreSaid() throws Exception {
    StubRun run = run(CollectionMode.SYNCHRONOUS);
    run.faults = restarts(0, 0, Duration.ofSeconds(5), Duration.ofSeconds(40));
    assertThat(run.run().lines())
        .filteredOn(line -> line.contains(" Server"))
        .extracting(line -> line.substring(0, line.indexOf('[')))
        .containsExactly(
            "5000000000 ServerDown",
            "13000000000 ServerBack",
            "40000000000 ServerDown",
            "48000000000 ServerBack");
  }

  @ParameterizedTest
  @EnumSource(CollectionMode.class)
  void aRunWithRestartsThatIsStoppedEndsAsIfItHadNotBeen(CollectionMode mode) throws Exception {
    StoppedRun stopped = new StoppedRun(folder, run(mode)::plan);
    StoppedRun.Same expected = stopped.unbroken();
    assertThat(expected.journal()).anyMatch(line -> line.contains("server-back"));
    for (int i = 0; i < 3; i++) {
      stopped.stopAndGoOn(expected, RandomStream.of(3, mode.name(), i));
    }
  }

  static Stream<Arguments> bugs() {
    return Stream.of(
        bug("the server works while it is down", 3, "while the server is down", PlantedRun::late),
        bug(
            "what was asked for before is merged",
            2,
            "was asked for before the server went down",
            run -> {
              long old = run.last("request-sent", "server-back");
              run.after("update-merged", "server-back").addProperty("request", old);
            }),
        bug(
            "what it had in hand is not lost",
            2,
            "in hand; none is lost",
            run -> run.drop(run.withReason("request-lost", "server-restart"))),
        bug(
            "something is lost with the server that it never had",
            2,
            "that could have had it in hand",
            run -> run.withReason("request-lost", "server-down").addProperty("reason", RESTART)),
        bug(
            "something is lost while the server is up",
            2,
            "the server is up",
            run -> run.lostWhileUp().addProperty("reason", "server-down")),
        bug(
            "the round does not close",
            3,
            "the round that was open has not closed",
            run -> run.drop(run.withReason("round-closed", "restart"))),
        bug(
            "a round closes for a restart that there is not",
            3,
            "but the server does not go down",
            run -> run.withReason("round-closed", "all").addProperty("reason", "restart")),
        bug(
            "it goes on from another state than its safe copy",
            3,
            "the last safe copy is of",
            run -> run.first("server-back").addProperty("version", 99)),
        bug(
            "it comes back without having gone",
            3,
            "the server was not down",
            run -> run.drop(run.first("server-down"))),
        bug(
            "a restart that is not counted",
            2,
            "summary.json says faults",
            run -> run.drop(run.first("server-down"))));
  }

  private static final String RESTART = "server-restart";

  private static Arguments bug(
      String name, int invariant, String words, Consumer<PlantedRun> planted) {
    return Arguments.of(name, invariant, words, planted);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isFound(String name, int invariant, String words, Consumer<PlantedRun> planted)
      throws Exception {
    StubRun run = run(CollectionMode.SYNCHRONOUS);
    run.dropout = 0.3;
    FolderRun.into(folder, run::plan);
    Path file = folder.resolve("events.jsonl");
    PlantedRun lines = PlantedRun.of(Files.readAllLines(file));
    Files.writeString(
        folder.resolve("summary.json"),
        "{\"faults\":{\"server-restart\":" + lines.count("server-down") + "}}");
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
