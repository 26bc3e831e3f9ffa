package io.fedlora.check;

import static io.fedlora.check.SampleRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.gson.JsonObject;
import io.fedlora.adapter.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs planted into a sound run, one at a time; every one must be found under its invariant. */
class InvariantTest {
  private final Path folder;

  InvariantTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Arguments bug(String name, int invariant, String words, Consumer<SampleRun> planted) {
    return Arguments.of(name, invariant, words, planted);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"privacy", "outcomes", "staleness", "work"})
  void isFound(String name, int invariant, String words, Consumer<SampleRun> planted)
      throws IOException {
    assertFound(folder, name, invariant, words, planted);
  }

  static void assertFound(
      Path folder, String name, int invariant, String words, Consumer<SampleRun> planted)
      throws IOException {
    SampleRun run = new SampleRun();
    planted.accept(run);
    assertThat(RunCheck.of(run.write(folder)).violations())
        .as(name)
        .anySatisfy(
            violation -> {
              assertThat(violation.invariant()).isEqualTo(invariant);
              assertThat(violation.message()).contains(words);
            });
  }

  private static void resend(SampleRun run, long request) {
    SampleFrame frame = run.frame(request);
    run.the("update-sent", request)
        .set("bytes", frame.bytes().length)
        .set("parameters", frame.parameters());
    run.the("update-received", request).set("checksum", frame.checksum());
  }

  @Test
  void aLineIsNamedEvenIfItsRequestIsNoNumber() {
    JsonObject fields = new JsonObject();
    fields.addProperty("seq", 3);
    fields.addProperty("type", "made-up");
    fields.addProperty("request", "x");
    assertThat(new Line(fields)).hasToString("seq 3 made-up (request \"x\")");
  }

  @Test
  void aRuleOfMergingThatThereIsNotIsFound() throws IOException {
    SampleRun run = new SampleRun();
    run.the("run-started", "clients", 3).set("merge", "weighted-meanx");
    assertThat(RunCheck.of(run.write(folder)).violations())
        .anyMatch(one -> one.message().contains("no rule of merging called weighted-meanx"));
  }

  @Test
  void aFinishedRunWithoutItsRoundsIsFound() throws IOException {
    Path run = new SampleRun().write(folder);
    Files.delete(run.resolve("rounds.jsonl"));
    assertThat(RunCheck.of(run).violations())
        .extracting(Violation::message)
        .containsExactly("the run has ended, but rounds.jsonl is missing");
  }

  /** A part that the method lets leave in one round is no secret in the others. */
  @Test
  void whatHasBeenLetLeaveInWholeIsNoSecret() throws IOException {
    assertThat(leaks(0)).isEmpty();
  }

  @Test
  void whatIsNotQuiteWhatHasBeenLetLeaveStaysASecret() throws IOException {
    assertThat(leaks(1))
        .singleElement(STRING)
        .contains("18 values of part private, from its value 5 on");
  }

  /** What is trained on from the common state and has not moved is like what all are sent. */
  @Test
  void whatStandsInTheCommonStateIsNoSecret() throws IOException {
    SampleRun run = new SampleRun();
    System.arraycopy(run.owned.get(0), 5, run.frame(9).parts.get("common"), 3, 18);
    resend(run, 9);
    System.arraycopy(run.owned.get(0), 5, run.common.get("common"), 2, 18);
    assertThat(RunCheck.of(run.write(folder)).violations())
        .isNotEmpty()
        .noneMatch(violation -> violation.invariant() == 1);
  }

  /** Where a client has not moved from what all began with, what it sends tells nothing of it. */
  @Test
  void whatAllBeganWithIsNoSecret() throws IOException {
    SampleRun run = new SampleRun();
    System.arraycopy(run.owned.get(0), 5, run.frame(9).parts.get("common"), 3, 18);
    resend(run, 9);
    float[] initial = run.common.get("common").clone();
    System.arraycopy(run.owned.get(0), 5, initial, 2, 18);
    Path written = run.write(folder);
    StateFile.write(
        written.resolve("initial.safetensors"),
        SampleRun.state(Map.of("common", initial)),
        Map.of());
    assertThat(RunCheck.of(written).violations())
        .noneMatch(violation -> violation.invariant() == 1);
    Files.delete(written.resolve("initial.safetensors"));
    assertThat(RunCheck.of(written).violations()).anyMatch(violation -> violation.invariant() == 1);
  }

  /** Private values sent under another name, after the part has left with one value changed. */
  private List<String> leaks(float changed) throws IOException {
    SampleRun run = new SampleRun();
    JsonObject leaves = new JsonObject();
    leaves.addProperty("common", "1-4");
    leaves.addProperty("private", "3");
    run.the("run-started", "clients", 3).set("leaves", leaves);
    float[] left = run.owned.get(0).clone();
    left[SampleRun.OWNED - 1] += changed;
    run.frame(6).with("private", left);
    resend(run, 6);
    System.arraycopy(run.owned.get(0), 5, run.frame(9).parts.get("common"), 3, 18);
    resend(run, 9);
    return RunCheck.of(run.write(folder)).violations().stream()
        .filter(violation -> violation.invariant() == 1)
        .map(Violation::message)
        .toList();
  }

  static Stream<Arguments> privacy() {
    return Stream.of(
        bug(
            "a private part is sent",
            1,
            "part private has left the client",
            run -> {
              run.frame(9).with("private", SampleRun.values("stale", 0, SampleRun.OWNED));
              resend(run, 9);
            }),
        bug(
            "a part is sent in a round in which it stays",
            1,
            "part common has left the client, which the method does not allow then",
            run -> {
              JsonObject leaves = new JsonObject();
              leaves.addProperty("common", "1-2 4");
              run.the("run-started", "clients", 3).set("leaves", leaves);
            }),
        bug(
            "private values are sent under another name",
            1,
            "what the client owns stands in its update: 18 values of part private, from its value"
                + " 5",
            run -> {
              System.arraycopy(run.owned.get(0), 5, run.frame(9).parts.get("common"), 3, 18);
              resend(run, 9);
            }),
        bug(
            "a message is too long for what it is",
            1,
            "more than a record without tensors has",
            run -> run.the("message-sent", "client", 1).set("bytes", 200)));
  }

  static Stream<Arguments> outcomes() {
    return Stream.of(
        bug(
            "no outcome",
            2,
            "has no outcome",
            run -> run.events.remove(run.the("request-lost", 11))),
        bug(
            "two outcomes",
            2,
            "has already ended as update-merged",
            run -> again(run, run.the("update-merged", 2), "request-lost").set("reason", "x")),
        bug(
            "merged twice",
            2,
            "has already ended as update-merged",
            run -> {
              SampleEvent merged = run.the("update-merged", 6);
              SampleEvent twice = run.behind(merged, "update-merged");
              merged
                  .fields
                  .entrySet()
                  .forEach(field -> twice.set(field.getKey(), field.getValue()));
            }),
        bug(
            "a request to a client that is away is not lost",
            2,
            "the client is away, but the request is not lost",
            run -> {
              SampleEvent opened = run.the("round-opened", "round", 4);
              SampleEvent away = new SampleEvent(opened.time, "client-away");
              run.events.add(
                  run.events.indexOf(opened), away.set("client", 2).set("reason", "window"));
            }),
        bug(
            "an update is said to be of another client",
            2,
            "client 0 was asked for this",
            run -> run.the("update-sent", 4).set("client", 1)),
        bug(
            "work is said to be of no request",
            2,
            "no such request was made",
            run -> run.the("work-failed", 10).set("request", 50)),
        bug(
            "finished work comes to less than was begun",
            2,
            "comes to 400 flops",
            run -> run.the("work-finished", 3).set("flops", 400)),
        bug(
            "work that was broken off comes to more than was begun",
            2,
            "comes to 51 tokens",
            run -> run.the("work-abandoned", 5).set("tokens", 51)),
        bug(
            "a client goes back to work that it has not done",
            2,
            "the client has finished work 1 times",
            run -> {
              SampleEvent back = run.the("message-sent", "client", 1);
              run.behind(back, "state-restored").set("client", 1).set("works", 2);
            }),
        bug(
            "a first answer is taken for a second",
            2,
            "an answer that came first is taken for a second",
            run ->
                run.behind(run.the("work-started", 10), "update-duplicate")
                    .set("request", 10)
                    .set("client", 1)),
        bug(
            "work on a request that was dropped",
            2,
            "work begins on what has ended as request-lost",
            run ->
                run.behind(run.the("request-lost", 11), "work-started")
                    .set("request", 11)
                    .set("client", 2)
                    .set("steps", 5)
                    .set("tokens", 50)
                    .set("flops", 500)
                    .set("until", 200 * SampleRun.SECOND)),
        bug(
            "an outcome without a request",
            2,
            "no such request",
            run ->
                run.behind(run.the("request-lost", 11), "request-lost")
                    .set("request", 99)
                    .set("round", 4)
                    .set("client", 1)
                    .set("reason", "x")),
        bug(
            "an outcome of another client",
            2,
            "does not fit",
            run -> run.the("request-lost", 5).set("client", 2)),
        bug(
            "merged without having arrived",
            2,
            "never arrived",
            run -> run.events.remove(run.the("update-received", 7))),
        bug(
            "arrived without having been sent",
            2,
            "no update was sent",
            run -> run.events.remove(run.the("update-sent", 7))),
        bug(
            "a request asked twice",
            2,
            "made a second time",
            run -> run.the("request-sent", 11).set("request", 10)),
        bug(
            "a wrong count in the summary",
            2,
            "updates.lost 4",
            run -> run.summary.getAsJsonObject("updates").addProperty("lost", 4)),
        bug(
            "weights that do not sum to 1",
            2,
            "sum to",
            run -> run.the("update-merged", 8).set("weight", 0.34)),
        bug(
            "no weight at all",
            2,
            "has a weight of NaN",
            run -> run.the("update-merged", 8).set("weight", com.google.gson.JsonNull.INSTANCE)),
        bug(
            "a version that is skipped",
            2,
            "it should be 3",
            run -> run.the("update-merged", 8).set("version", 4)),
        bug(
            "the checksum of an update",
            2,
            "the journal says 5",
            run -> run.the("update-received", 9).set("checksum", 5)),
        bug(
            "an update other than the one that was merged",
            2,
            "version 1 is not the weighted mean",
            run -> {
              run.frame(1).parts.get("common")[3] += 0.01f;
              resend(run, 1);
            }),
        bug(
            "a common state that is not the mean",
            2,
            "is not version 3: it has",
            run -> run.common.get("common")[0] += 1e-4f),
        bug(
            "a common state with another checksum",
            2,
            "common.safetensors has checksum",
            run -> run.common.get("common")[0] = Math.nextUp(run.common.get("common")[0])),
        bug(
            "a change without a merge",
            2,
            "changes without a merge",
            run -> run.the("round-closed", "round", 4).set("checksum", 1)),
        bug(
            "a change where none may be",
            2,
            "changes without a merge that changes it",
            run -> run.the("run-started", "clients", 3).set("merge", "unchanged")),
        bug("an update that is not kept", 2, "1 more arrived", run -> run.frames.remove(7)),
        bug(
            "updates kept in another order",
            2,
            "belongs to request",
            run -> run.frames.add(run.frames.remove(0))),
        bug(
            "an update of another round",
            2,
            "says round 2 and version 3",
            run -> run.frame(9).round = 2));
  }

  private static SampleEvent again(SampleRun run, SampleEvent ended, String type) {
    SampleEvent event = run.behind(ended, type);
    for (String id : new String[] {"request", "round", "client"}) {
      event.set(id, ended.fields.get(id));
    }
    return event;
  }

  static Stream<Arguments> staleness() {
    return Stream.of(
        bug(
            "older than the bound",
            4,
            "is above the bound of 0",
            run -> run.the("run-started", "clients", 3).set("stalenessBound", 0)),
        bug(
            "late where none may be",
            4,
            "late updates are not to be merged",
            run -> run.the("run-started", "clients", 3).set("acceptLate", false)),
        bug(
            "an age that is not true",
            4,
            "it began from version 0 and is merged into 2",
            run -> run.the("update-merged", 3).set("staleness", 0)),
        bug(
            "a late update with its full weight",
            4,
            "weighs 0.5; where all updates weigh alike",
            run -> {
              run.the("update-merged", 3).set("weight", 0.5);
              run.the("update-merged", 4).set("weight", 0.5);
            }),
        bug(
            "unequal weights in one version",
            4,
            "it should weigh 0.5",
            run -> {
              run.the("update-merged", 1).set("weight", 0.25);
              run.the("update-merged", 2).set("weight", 0.75);
            }),
        bug(
            "an update in time that is not of its round",
            3,
            "late is false",
            run -> run.the("update-merged", 3).set("late", false)));
  }

  static Stream<Arguments> work() {
    return Stream.of(
        bug(
            "busy with two at a time",
            5,
            "the client is still busy",
            run -> {
              SampleEvent first = run.the("work-started", 3);
              SampleEvent second = run.behind(first, "work-started");
              first
                  .fields
                  .entrySet()
                  .forEach(field -> second.set(field.getKey(), field.getValue()));
            }),
        bug(
            "working while away",
            5,
            "works while away",
            run -> {
              SampleEvent started = run.the("work-started", 9);
              run.events.add(
                  run.events.indexOf(started),
                  new SampleEvent(started.time, "client-away").set("client", 0).set("reason", "x"));
            }),
        bug(
            "working on after leaving",
            5,
            "and worked on",
            run -> {
              SampleEvent abandoned = run.the("work-abandoned", 5);
              run.events.remove(abandoned);
              abandoned.time = 72 * SECOND;
              run.events.add(run.events.indexOf(run.the("update-sent", 3)), abandoned);
            }),
        bug(
            "sending while away",
            5,
            "sends while away",
            run -> {
              SampleEvent sent = run.the("message-sent", "client", 1);
              SampleEvent back = run.the("client-back", "client", 1);
              run.events.remove(sent);
              run.events.add(run.events.indexOf(back), sent);
            }),
        bug(
            "leaving twice",
            5,
            "is away already",
            run ->
                run.behind(run.the("client-away", "client", 1), "client-away")
                    .set("client", 1)
                    .set("reason", "window")),
        bug(
            "coming back without having left",
            5,
            "was not away",
            run -> run.the("client-back", "client", 1).set("client", 0)),
        bug(
            "done too early",
            5,
            "should take until",
            run -> run.the("work-started", 9).set("until", 98 * SECOND)),
        bug(
            "work that another client was asked for",
            2,
            "client 1 was asked for this",
            run -> run.the("work-started", 9).set("request", 10)),
        bug(
            "work that never ends",
            5,
            "under way when the run ends",
            run -> run.events.remove(run.the("work-failed", 10))),
        bug(
            "bytes that the summary does not have",
            5,
            "traffic.downBytes 1650",
            run -> run.the("request-sent", 4).set("bytes", 151)),
        bug(
            "parameters that the summary does not have",
            5,
            "traffic.downParameters",
            run -> run.the("request-sent", 4).set("parameters", 0)),
        bug(
            "other bytes than the wire record's",
            5,
            "bytes and 24 parameters, sent were 3 and 24",
            run -> run.the("update-sent", 4).set("bytes", 3)),
        bug(
            "computation that the summary does not have",
            5,
            "compute.flops 4200",
            run -> run.the("work-finished", 4).set("flops", 499)));
  }
}
