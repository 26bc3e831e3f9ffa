package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
  @TempDir private static Path folder;

  private static Path ended;
  private static CommandLineCall first;
  private static int made;

  private Path broken = folder;

  @BeforeAll
  static void runOnce() {
    ended = folder.resolve("ended");
    first =
        CommandLineCall.of(
            "run", "scenarios/tiny.conf", "fleet.dropout=0.3", "--out", ended.toString());
    assertThat(first.status()).isZero();
  }

  /** As a run leaves it that was killed when it had written half of its journal. */
  @BeforeEach
  void breakOff() throws IOException {
    broken = folder.resolve("broken-" + ++made);
    Files.createDirectories(broken.resolve("adapters"));
    for (String name : List.of("scenario.conf", "rounds.jsonl", "clients.jsonl", "machine.jsonl")) {
      Files.copy(ended.resolve(name), broken.resolve(name));
    }
    byte[] journal = Files.readAllBytes(ended.resolve("events.jsonl"));
    Files.write(events(), java.util.Arrays.copyOf(journal, journal.length / 2));
    Files.writeString(broken.resolve(".updates.frames.part"), "half");
    Files.writeString(broken.resolve(".summary.json.4711-3"), "half");
    Files.writeString(broken.resolve("adapters/.common.safetensors.4711-1"), "half");
  }

  private Path events() {
    return broken.resolve("events.jsonl");
  }

  private CommandLineCall resume() {
    return CommandLineCall.of("resume", broken.toString());
  }

  private void refused(String... words) throws IOException {
    String before = wholeLines();
    CommandLineCall call = resume();
    assertThat(call.err()).contains(words).hasLineCount(1).startsWith("fedlora: ");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(wholeLines()).isEqualTo(before);
    assertThat(broken.resolve("summary.json")).doesNotExist();
  }

  private String wholeLines() throws IOException {
    String all = Files.readString(events());
    return all.substring(0, all.lastIndexOf('\n') + 1);
  }

  private static String lastLines(CommandLineCall call) {
    return call.out().substring(call.out().indexOf("\nmethod"), call.out().indexOf("\ntime"));
  }

  @Test
  void itEndsWithTheSameBytesEvenIfAllWorkIsDoneAgain() throws IOException {
    CommandLineCall call = resume();
    assertThat(call.status()).isZero();
    assertThat(lastLines(call)).isEqualTo(lastLines(first));
    for (String name : List.of("events.jsonl", "rounds.jsonl", "clients.jsonl", "updates.frames")) {
      assertThat(broken.resolve(name)).hasSameBinaryContentAs(ended.resolve(name));
    }
    assertThat(names(broken)).isEqualTo(names(ended));
    assertThat(names(broken.resolve("adapters"))).isEqualTo(names(ended.resolve("adapters")));
    CommandLineCall check =
        CommandLineCall.of("check", broken.toString(), "--against", ended.toString());
    assertThat(check.status()).isZero();
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void linesOfRoundsBeforeAreNotPrintedAgain() throws IOException {
    String machine = Files.readString(broken.resolve("machine.jsonl"));
    Files.writeString(
        broken.resolve("machine.jsonl"), machine.lines().findFirst().orElseThrow() + "\n{\"ro");
    assertThat(resume().err().lines())
        .singleElement()
        .asString()
        .startsWith("round 2/2")
        .endsWith(first.err().lines().toList().get(1).replaceAll(".*  ", ""));
    assertThat(Files.readAllLines(broken.resolve("machine.jsonl")))
        .hasSize(2)
        .first()
        .isEqualTo(machine.lines().findFirst().orElseThrow());
    assertThat(Files.readString(broken.resolve("machine.jsonl"))).contains("\"session\":2");
  }

  @Test
  void ofAnEndedRunItPrintsTheSummary() throws IOException {
    CommandLineCall call = CommandLineCall.of("resume", ended.toString());
    assertThat(call.status()).isZero();
    assertThat(call.out()).isEqualTo(first.out());
    assertThat(call.err()).isEmpty();
  }

  /** As a kill between the summary and the very end leaves it, step by step. */
  @Test
  void atWhateverStepOfItsEndARunIsKilledTheRestIsDone() throws IOException {
    List<List<String>> gone =
        List.of(
            List.of("report.html", "tensorboard/events.out.tfevents.0.fedlora"),
            List.of("tensorboard/events.out.tfevents.0.fedlora"),
            List.of("tensorboard/client-1/events.out.tfevents.0.fedlora"),
            List.of());
    for (boolean keepsWork : new boolean[] {true, false}) {
      for (List<String> files : gone) {
        Path killed = killedAtItsEnd(keepsWork, files);
        Files.writeString(killed.resolve(".lock"), "");
        assertThat(CommandLineCall.of("resume", killed.toString()).status()).isZero();
        assertSameFiles(killed);
      }
    }
  }

  @Test
  void whatAKilledProcessLeftInTheEndGoesEvenIfAllElseIsDone() throws IOException {
    Path killed = killedAtItsEnd(true, List.of());
    Files.delete(killed.resolve("checkpoint/work.log"));
    Files.delete(killed.resolve("checkpoint"));
    Files.writeString(killed.resolve(".lock"), "");
    Files.writeString(killed.resolve(".report.html.4711-11"), "half");
    Files.writeString(
        killed.resolve("tensorboard/client-0/.events.out.tfevents.0.fedlora.4711-9"), "half");
    assertThat(CommandLineCall.of("resume", killed.toString()).status()).isZero();
    assertSameFiles(killed);
  }

  /** The ended run, with what would be there after a kill behind the summary. */
  private Path killedAtItsEnd(boolean keepsWork, List<String> missing) throws IOException {
    Path killed = folder.resolve("at-its-end-" + ++made);
    for (String name : allFiles(ended)) {
      Files.createDirectories(killed.resolve(name).getParent());
      if (!missing.contains(name)) {
        Files.copy(ended.resolve(name), killed.resolve(name));
      }
    }
    Path checkpoint = Files.createDirectory(killed.resolve("checkpoint"));
    if (keepsWork) {
      Files.writeString(checkpoint.resolve("work.log"), "of no use any more");
    }
    return killed;
  }

  private static List<String> allFiles(Path of) throws IOException {
    try (Stream<Path> all = Files.walk(of)) {
      return all.filter(Files::isRegularFile)
          .map(file -> of.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static void assertSameFiles(Path other) throws IOException {
    assertThat(allFiles(other)).isEqualTo(allFiles(ended));
    for (String name : allFiles(ended)) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(ended.resolve(name));
    }
    assertThat(names(other)).isEqualTo(names(ended));
  }

  @Test
  void aRunThatKeepsNoWorkIsMarkedUntilItsEndIsOver() throws IOException {
    Path run = folder.resolve("without-work");
    CommandLineCall call =
        CommandLineCall.of(
            "run",
            "scenarios/tiny.conf",
            "fleet.dropout=0.3",
            "checkpoint.keep-work=false",
            "--quiet",
            "--out",
            run.toString());
    assertThat(call.status()).isZero();
    assertThat(allFiles(run)).isEqualTo(allFiles(ended));
    assertThat(names(run)).isEqualTo(names(ended));
  }

  @Test
  void aDamagedSummaryCanBeRemovedAndIsMadeAnew() throws IOException {
    Path run = killedAtItsEnd(true, List.of());
    Files.delete(run.resolve("checkpoint/work.log"));
    Files.delete(run.resolve("checkpoint"));
    Path summary = run.resolve("summary.json");
    String whole = Files.readString(summary);
    Files.writeString(summary, whole.substring(0, whole.length() / 2));
    CommandLineCall refused = CommandLineCall.of("resume", run.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("summary.json", "remove it, and fedlora resume " + run + " makes it anew")
        .hasLineCount(1);
    Files.delete(summary);
    assertThat(CommandLineCall.of("resume", "--quiet", run.toString()).status()).isZero();
    Files.writeString(
        summary, Files.readString(summary).replaceAll("(?<=\"wallSeconds\":)[^}]*", "0"));
    assertThat(Files.readString(summary))
        .isEqualTo(whole.replaceAll("(?<=\"wallSeconds\":)[^}]*", "0"));
    Files.writeString(summary, whole);
    assertSameFiles(run);
  }

  @Test
  void aDamagedAccountOfTheMachineIsNoReasonToStop() throws IOException {
    List<byte[]> damaged =
        List.of(
            "{\"round\":1}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            new byte[] {(byte) 0xff, (byte) 0xfe, 0, 10, 13, 10},
            "[]\n{\"session\":1,\"wallSeconds\":3}\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (byte[] bytes : damaged) {
      breakOff();
      Files.write(broken.resolve("machine.jsonl"), bytes);
      CommandLineCall call = resume();
      assertThat(call.status()).isZero();
      assertThat(call.err()).startsWith("warning: ").contains("machine.jsonl: line 1 is not");
      assertThat(broken.resolve("events.jsonl"))
          .hasSameBinaryContentAs(ended.resolve("events.jsonl"));
      assertThat(Files.readAllLines(broken.resolve("machine.jsonl")))
          .hasSize(2)
          .allMatch(line -> line.contains("\"session\":2"));
    }
  }

  @Test
  void whatIsDamagedCanBeRemovedAndIsWrittenAnew() throws IOException {
    for (String name : List.of("events.jsonl", "rounds.jsonl", "clients.jsonl")) {
      breakOff();
      Path file = broken.resolve(name);
      String text = Files.readString(file);
      Files.writeString(file, text.replaceFirst("\"t\":", "\"t\":1"));
      CommandLineCall call = resume();
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.err())
          .contains(name + ": line 1 is not", "remove " + file + " to have it written anew")
          .hasLineCount(1);
      assertThat(broken.resolve("updates.frames")).doesNotExist();
      assertThat(broken.resolve(".updates.frames.part")).doesNotExist();
      Files.delete(file);
      assertThat(resume().status()).isZero();
      assertThat(file).hasSameBinaryContentAs(ended.resolve(name));
    }
  }

  /** Of one that was killed in its end. */
  @Test
  void whatWasLeftUndoneAfterTheSummaryIsDone() throws IOException {
    byte[] report = Files.readAllBytes(ended.resolve("report.html"));
    Path checkpoint = Files.createDirectory(ended.resolve("checkpoint"));
    Files.writeString(checkpoint.resolve("work.log"), "of no use any more");
    Files.delete(ended.resolve("report.html"));
    assertThat(CommandLineCall.of("resume", ended.toString()).status()).isZero();
    assertThat(checkpoint).doesNotExist();
    assertThat(ended.resolve("report.html")).hasBinaryContent(report);
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    for (String path : List.of(folder.resolve("none").toString(), folder.toString())) {
      CommandLineCall call = CommandLineCall.of("resume", path);
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.err())
          .contains(path, "name a folder that a run was written to")
          .hasLineCount(1);
    }
  }

  @Test
  void anotherVersionsOrAChangedScenarioIsRefused() throws IOException {
    Path scenario = broken.resolve("scenario.conf");
    String text = Files.readString(scenario);
    Files.writeString(scenario, text.replace("written by FedLoRA ", "written by FedLoRA 9."));
    refused("is not as FedLoRA", "begin anew with: fedlora run " + scenario);
    Files.writeString(scenario, text.replace("rounds = 2", "rounds = 3"));
    refused(
        "events.jsonl: line 1 is not what the run does there",
        "put scenario.conf back as it was when the run began");
    Files.writeString(scenario, text.replace("rounds = 2", "rounds = two"));
    refused("rounds", scenario + " is the run's own file: put it back");
  }

  @Test
  void aDamagedJournalIsRefused() throws IOException {
    List<String> lines = Files.readAllLines(events());
    lines.set(9, lines.get(9).replace("\"client\":", "\"client\":9"));
    Files.write(events(), lines);
    refused("events.jsonl: line 10 is not what the run does there", "begin anew with");
  }

  @Test
  void aJournalThatGoesOnTooFarIsRefused() throws IOException {
    Files.copy(ended.resolve("events.jsonl"), events(), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(events(), "{\"seq\":99}\n", StandardOpenOption.APPEND);
    refused("is not what the run does there");
  }

  @Test
  void metricsThatGoOnTooFarAreRefused() throws IOException {
    Path rounds = broken.resolve("rounds.jsonl");
    Files.copy(ended.resolve("rounds.jsonl"), rounds, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(rounds, "{\"round\":99}\n", StandardOpenOption.APPEND);
    CommandLineCall call = resume();
    assertThat(call.err())
        .contains(rounds + ": line 3 is not what the run does there", "remove " + rounds)
        .hasLineCount(1);
    assertThat(call.status()).isEqualTo(2);
    assertThat(broken.resolve("summary.json")).doesNotExist();
    Files.delete(rounds);
    assertThat(resume().status()).isZero();
    assertThat(rounds).hasSameBinaryContentAs(ended.resolve("rounds.jsonl"));
  }

  /** The fingerprint is that of the run, whatever else lies in its folder. */
  @Test
  void aForeignFileIsNotTakenForTheRuns() throws IOException {
    Path foreign = broken.resolve("adapters/client-99.safetensors");
    Files.createDirectories(broken.resolve("adapters"));
    Files.writeString(foreign, "x");
    assertThat(CommandLineCall.of("resume", "--quiet", broken.toString()).status()).isZero();
    assertThat(fingerprint(broken)).isEqualTo(fingerprint(ended));
    assertThat(foreign).exists();
    assertThat(CommandLineCall.of("check", broken.toString()).status()).isEqualTo(1);
  }

  private static String fingerprint(Path run) throws IOException {
    return JsonParser.parseString(Files.readString(run.resolve("summary.json")))
        .getAsJsonObject()
        .get("fingerprint")
        .getAsString();
  }

  @Test
  void twoProcessesAreKeptApart() throws IOException {
    try (FileChannel other =
            FileChannel.open(
                broken.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      refused("is being written to by another process");
    }
  }

  @Test
  void aRunInWallTimeIsRefused() throws IOException {
    Path scenario = broken.resolve("scenario.conf");
    Files.writeString(
        scenario, Files.readString(scenario).replace("mode = \"virtual\"", "mode = \"wall\""));
    refused("wall time", "begin anew with: fedlora run " + scenario);
  }

  @Test
  void aFolderThatCannotBeWrittenToIsRefused() throws IOException {
    Files.createDirectory(broken.resolve(".lock"));
    refused("cannot be written to", "move what is in its way, or go on in a copy of it");
  }

  @Test
  void aFullDiskIsToldWithWhatToDo() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "needs /dev/full");
    Files.delete(events());
    Files.createSymbolicLink(events(), full);
    CommandLineCall call = resume();
    assertThat(call.status()).isEqualTo(1);
    assertThat(call.err().lines().toList())
        .last()
        .asString()
        .contains(events() + " cannot be written", "space", "fedlora resume " + broken);
    Files.delete(events());
    assertThat(resume().status()).isZero();
    assertThat(events()).hasSameBinaryContentAs(ended.resolve("events.jsonl"));
  }
}
