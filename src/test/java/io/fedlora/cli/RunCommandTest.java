package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.report.tensorboard.ReadEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final String EVENTS_NAME = "events.out.tfevents.0.fedlora";
  private static final String EVENTS = "tensorboard/" + EVENTS_NAME;
  private static final String TINY = "scenarios/tiny.conf";

  @TempDir private static Path folder;

  private static Path first;
  private static CommandLineCall call;

  @BeforeAll
  static void runOnce() {
    first = folder.resolve("first");
    call = CommandLineCall.of("run", TINY, "--out", first.toString());
  }

  private static JsonObject run(String name, String... arguments) throws IOException {
    Path out = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of("run", "--quiet", "--out", out.toString()));
    all.addAll(List.of(arguments));
    CommandLineCall quiet = CommandLineCall.of(all.toArray(String[]::new));
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.out()).isEmpty();
    assertThat(quiet.status()).isZero();
    return summary(out);
  }

  private static JsonObject summary(Path out) throws IOException {
    return JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
  }

  private static List<String> sameness(JsonObject summary) {
    return List.of(summary.get("fingerprint").getAsString(), summary.get("journal").getAsString());
  }

  @Test
  void saysThatNothingWasMergedAndWhatToDo() {
    String out = folder.resolve("nothing").toString();
    CommandLineCall late =
        CommandLineCall.of("run", TINY, "server.deadline=1s", "rounds=1", "--out", out);
    assertThat(late.status()).isZero();
    assertThat(late.out()).contains("nothing was merged: ", "raise server.deadline");
    assertThat(call.out()).doesNotContain("nothing was merged");
  }

  @Test
  void printsWhatHappenedToEachClient() {
    assertThat(call.status()).isZero();
    assertThat(call.err().lines().map(line -> line.split("  ")[0]))
        .containsExactly("round 1/2", "round 2/2");
    assertThat(call.err().lines().toList().get(1)).contains("late 1", "accuracy", "4/4 alive");
    List<String> lines = call.out().lines().filter(line -> !line.isBlank()).toList();
    assertThat(lines.get(0).strip().split("  +"))
        .containsExactly(
            "client",
            "group",
            "texts",
            "asked",
            "merged",
            "late",
            "lost",
            "rejected",
            "cancelled",
            "away",
            "accuracy",
            "after local",
            "rank");
    assertThat(lines.get(4).strip().split("  +"))
        .startsWith("3", "straggler", "16", "1", "0", "1", "0", "0", "0", "0");
    assertThat(call.out()).contains("fingerprint", "7 asked for: 6 merged", first.toString());
    assertThat(call.out() + call.err()).doesNotContain("\u001b");
  }

  @Test
  void summaryHasTheContractedFields() throws IOException {
    JsonObject summary = summary(first);
    assertThat(summary.keySet())
        .containsExactly(
            "schema",
            "scenario",
            "method",
            "seed",
            "status",
            "rounds",
            "metric",
            "afterLocal",
            "majority",
            "loss",
            "ranks",
            "time",
            "updates",
            "faults",
            "traffic",
            "compute",
            "numerics",
            "fingerprint",
            "journal");
    assertThat(summary.getAsJsonObject("metric").keySet())
        .containsExactly("name", "mean", "min", "max", "perClient");
    assertThat(summary.getAsJsonObject("metric").getAsJsonArray("perClient")).hasSize(4);
    assertThat(summary.get("status").getAsString()).isEqualTo("completed");
    assertThat(summary.get("schema").getAsInt()).isEqualTo(1);
    JsonObject updates = summary.getAsJsonObject("updates");
    long ended =
        Stream.of("merged", "late", "lost", "rejected", "cancelled")
            .mapToLong(outcome -> updates.get(outcome).getAsLong())
            .sum();
    assertThat(updates.get("requested").getAsLong()).isEqualTo(ended).isEqualTo(7);
    assertThat(updates.get("late").getAsLong()).isEqualTo(1);
  }

  @Test
  void folderIsWhole() throws IOException, NoSuchAlgorithmException {
    try (Stream<Path> files = Files.list(first)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "scenario.conf",
              "events.jsonl",
              "updates.frames",
              "rounds.jsonl",
              "clients.jsonl",
              "spectra.jsonl",
              "machine.jsonl",
              "summary.json",
              "report.html",
              "tensorboard",
              "adapters");
    }
    JsonObject summary = summary(first);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] journal = digest.digest(Files.readAllBytes(first.resolve("events.jsonl")));
    assertThat(HexFormat.of().formatHex(journal)).isEqualTo(summary.get("journal").getAsString());
    for (String name : List.of("client-0", "client-1", "client-2", "client-3", "common")) {
      digest.update(Files.readAllBytes(first.resolve("adapters/" + name + ".safetensors")));
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo(summary.get("fingerprint").getAsString());
  }

  @Test
  void tensorboardShowsWhatTheMetricsFilesSay() throws IOException {
    List<ReadEvents.Read> read = ReadEvents.of(first.resolve(EVENTS));
    for (String text : Files.readAllLines(first.resolve("rounds.jsonl"))) {
      JsonObject line = JsonParser.parseString(text).getAsJsonObject();
      for (String name : List.of("metric", "loss", "trainLoss")) {
        assertThat(read)
            .filteredOn(one -> one.tag().equals(name) && one.step() == line.get("round").getAsInt())
            .singleElement()
            .matches(one -> one.value() == line.get(name).getAsFloat())
            .matches(one -> one.time() == line.get("t").getAsLong() / 1e9);
      }
    }
    assertThat(read).filteredOn(one -> one.tag().equals("clients/rank")).hasSize(1);
  }

  @Test
  void sameSeedOnAnySlotsGivesTheSameBytes() throws IOException {
    List<String> expected = sameness(summary(first));
    assertThat(sameness(run("slot", TINY, "devices.slots=1"))).isEqualTo(expected);
    assertThat(sameness(run("slots", TINY, "devices.slots=3"))).isEqualTo(expected);
    for (String file :
        List.of(
            "events.jsonl",
            "rounds.jsonl",
            "clients.jsonl",
            "updates.frames",
            EVENTS,
            "tensorboard/client-3/" + EVENTS_NAME)) {
      assertThat(folder.resolve("slot").resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void anotherSeedGivesAnotherJournal() throws IOException {
    assertThat(sameness(run("seed", TINY, "seed=2")))
        .doesNotContainAnyElementsOf(sameness(summary(first)));
    // The first line holds the seed itself.
    assertThat(later(folder.resolve("seed"))).isNotEqualTo(later(first));
  }

  private static List<String> later(Path run) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("events.jsonl"));
    return lines.subList(1, lines.size());
  }

  @Test
  void savedScenarioGivesTheSameRun() throws IOException {
    String saved = first.resolve("scenario.conf").toString();
    assertThat(sameness(run("again", saved))).isEqualTo(sameness(summary(first)));
    assertThat(folder.resolve("again/scenario.conf"))
        .hasSameBinaryContentAs(first.resolve("scenario.conf"));
  }

  @Test
  void terminalShowsABarAndKeepsItsWidth() throws IOException {
    Path out = folder.resolve("terminal");
    CommandLineCall terminal =
        CommandLineCall.in(90, true, "run", TINY, "rounds=6", "--out", out.toString());
    assertThat(terminal.err()).endsWith("\r\u001b[K").doesNotContain("\n");
    assertThat(terminal.out()).contains("\u001b[1m");
    assertThat(terminal.out().lines().filter(line -> line.contains("straggler")))
        .hasSize(1)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
    assertThat(Files.readString(out.resolve("scenario.conf"), StandardCharsets.UTF_8))
        .contains("rounds = 6");
  }
}
