package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  /** As a kill between the summary and the very end leaves it. */
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
    refused("events.jsonl: line 1 is not what the run does there");
    Files.writeString(scenario, text.replace("rounds = 2", "rounds = two"));
    refused("rounds");
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
    refused("cannot be written to", "make it writable, or go on in a copy of it");
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
        .contains("the journal cannot be written", "space", "fedlora resume " + broken);
    Files.delete(events());
    assertThat(resume().status()).isZero();
    assertThat(events()).hasSameBinaryContentAs(ended.resolve("events.jsonl"));
  }
}
