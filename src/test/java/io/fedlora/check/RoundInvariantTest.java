package io.fedlora.check;

import static io.fedlora.check.InvariantTest.bug;
import static io.fedlora.check.SampleRun.SECOND;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs in how rounds are held, planted into a sound run, one at a time. */
class RoundInvariantTest {
  private final Path folder;

  RoundInvariantTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rounds")
  void isFound(String name, int invariant, String words, Consumer<SampleRun> planted)
      throws IOException {
    InvariantTest.assertFound(folder, name, invariant, words, planted);
  }

  static Stream<Arguments> rounds() {
    return Stream.of(
        bug(
            "a round is open beyond its deadline",
            3,
            "is still open",
            run -> {
              run.the("round-closed", "round", 4).time += 1;
              run.the("run-completed", "rounds", 4).time += 1;
            }),
        bug(
            "closed for the deadline too early",
            3,
            "its deadline is",
            run -> {
              run.the("request-cancelled", 9).time -= 5;
              run.the("round-closed", "round", 4).time -= 5;
            }),
        bug(
            "another deadline than the rules'",
            3,
            "the rules say",
            run -> run.the("round-opened", "round", 4).set("deadline", 170 * SECOND)),
        bug(
            "merged without quorum",
            3,
            "2 are needed; quorum is true",
            run -> run.the("round-closed", "round", 4).set("quorum", true)),
        bug(
            "a quorum that is met and not used",
            3,
            "quorum is true and 0 are merged",
            run -> {
              for (int request = 6; request <= 8; request++) {
                SampleEvent merged = run.the("update-merged", request);
                merged.type = "request-cancelled";
                merged.set("reason", "quorum-missed");
              }
            }),
        bug(
            "a wrong count of arrivals",
            3,
            "says arrived 1, counted 2",
            run -> run.the("round-closed", "round", 1).set("arrived", 1)),
        bug(
            "a wrong count of merged updates",
            3,
            "says merged 1, counted 2",
            run -> run.the("round-closed", "round", 2).set("merged", 1)),
        bug(
            "a wrong count of those asked",
            3,
            "says asked 2, counted 3",
            run -> run.the("round-closed", "round", 3).set("asked", 2)),
        bug(
            "rounds that overlap",
            3,
            "opens while round 1 is open",
            run -> run.events.remove(run.the("round-closed", "round", 1))),
        bug(
            "a round is left out",
            3,
            "comes after round 2",
            run -> run.the("round-opened", "round", 3).set("round", 5)),
        bug(
            "received as of a round that is over",
            3,
            "which is not open",
            run -> run.the("update-kept", 3).type = "update-received"),
        bug(
            "late in a round that is open",
            3,
            "is taken to be late while its round is open",
            run -> run.the("update-received", 4).type = "update-kept"),
        bug(
            "merged at the deadline at which it came",
            3,
            "waits for the next merge",
            run -> {
              int kept = run.events.indexOf(run.the("update-kept", 3));
              long later = 120 * SECOND - run.events.get(kept).time;
              for (SampleEvent event : run.events.subList(kept, run.events.size())) {
                event.time += later;
              }
            }),
        bug(
            "a client that was not asked",
            3,
            "is not among those asked",
            run -> run.the("round-opened", "round", 2).set("asked", new int[] {0})),
        bug(
            "a client that was to be asked",
            3,
            "no request went to [2]",
            run -> run.the("round-opened", "round", 2).set("asked", new int[] {0, 1, 2})),
        bug(
            "an update that arrived and was forgotten",
            3,
            "requests [9] arrived and were not settled",
            run -> run.the("request-cancelled", 9).set("reason", "open-at-the-end")),
        bug(
            "a busy client is asked again",
            3,
            "the client still has",
            run -> run.events.remove(run.the("message-sent", "client", 1))),
        bug(
            "closed for all while one is silent",
            3,
            "nothing was heard of",
            run -> run.events.remove(run.the("message-sent", "client", 1))),
        bug(
            "closed for enough without any",
            3,
            "closes for enough with 3 arrived",
            run -> run.the("round-closed", "round", 3).set("reason", "enough")),
        bug(
            "closed for nobody though some were asked",
            3,
            "closes for nobody with asked",
            run -> run.the("round-closed", "round", 4).set("reason", "nobody")),
        bug(
            "a round that waits though all were heard",
            3,
            "all asked were heard by seq",
            run -> {
              for (int request = 6; request <= 8; request++) {
                run.the("update-received", request).time -= SECOND / 2;
              }
            }),
        bug(
            "a deadline that outlives its round",
            3,
            "closes, but is not open",
            run -> {
              SampleEvent closed = run.the("round-closed", "round", 4);
              SampleEvent again = run.behind(closed, "round-closed");
              closed.fields.asMap().forEach(again::set);
            }),
        bug(
            "a round that never closes",
            3,
            "the round never closes",
            run -> run.events.remove(run.the("round-closed", "round", 4))));
  }
}
