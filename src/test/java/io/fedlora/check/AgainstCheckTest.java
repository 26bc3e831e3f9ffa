package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgainstCheckTest {
  private final SampleRun run = new SampleRun();
  private final Path one;
  private final Path other;

  AgainstCheckTest(@TempDir Path folder) {
    this.one = folder.resolve("one");
    this.other = folder.resolve("other");
  }

  @Test
  void theSameBytesOnOtherDevicesHold() throws IOException {
    run.write(one);
    run.write(other);
    spoil("scenario.conf", "slots = 2", "slots = 1");
    Verdict verdict = AgainstCheck.of(one, other);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.unchecked()).isEmpty();
    assertThat(verdict.checked()).containsEntry("files of adapters/ compared", 4L);
  }

  @Test
  void aRunThatWasGoneOnWithIsHeldToInvariantSix() throws IOException {
    run.write(one);
    run.write(other);
    Files.writeString(
        other.resolve("machine.jsonl"),
        "{\"round\":1,\"session\":1}\n{\"round\":2,\"session\":2}\n");
    Verdict same = AgainstCheck.of(one, other);
    assertThat(same.violations()).isEmpty();
    assertThat(same.checked()).containsEntry("resumed runs", 1L);
    run.the("work-finished", 2).set("loss", 0.75);
    run.write(one);
    assertThat(AgainstCheck.of(one, other).violations())
        .isNotEmpty()
        .allSatisfy(violation -> assertThat(violation.invariant()).isEqualTo(6));
  }

  @Test
  void nothingIsPromisedInWallTime() throws IOException {
    run.the("run-started", "clients", 3).set("pace", "wall");
    run.write(one);
    run.the("work-finished", 2).set("loss", 0.75);
    run.write(other);
    assertThat(messages()).isEmpty();
    assertThat(AgainstCheck.of(one, other).unchecked())
        .singleElement()
        .satisfies(unchecked -> assertThat(unchecked.reason()).contains("wall time"));
  }

  @Test
  void theFirstLineThatDiffersIsNamed() throws IOException {
    run.write(one);
    run.the("work-finished", 2).set("loss", 0.75);
    run.write(other);
    assertThat(messages())
        .anyMatch(message -> message.startsWith("events.jsonl:15 differs: {\"seq\":15,"))
        .anyMatch(message -> message.startsWith("summary.json: journal "));
  }

  @Test
  void adaptersThatDifferAreFoundEvenIfTheSummariesAgree() throws IOException {
    run.write(one);
    String summary = Files.readString(one.resolve("summary.json"));
    run.owned.get(1)[0] += 1;
    run.write(other);
    Files.writeString(other.resolve("summary.json"), summary);
    assertThat(messages())
        .singleElement()
        .asString()
        .startsWith("adapters/client-1.safetensors differs at byte ");
    Files.delete(other.resolve("adapters/client-1.safetensors"));
    assertThat(messages()).containsExactly("adapters/client-1.safetensors is not in " + other);
  }

  @Test
  void everyFileIsCompared() throws IOException {
    run.write(one);
    for (String name :
        List.of("rounds.jsonl", "clients.jsonl", "spectra.jsonl", "updates.frames")) {
      run.write(other);
      byte[] bytes = Files.readAllBytes(other.resolve(name));
      bytes[bytes.length - 9] ^= 1;
      Files.write(other.resolve(name), bytes);
      assertThat(messages()).containsExactly(name + " differs at byte " + (bytes.length - 9));
      Files.write(other.resolve(name), new byte[0]);
      assertThat(messages()).containsExactly(name + " differs at byte 0");
      Files.delete(other.resolve(name));
      assertThat(messages()).containsExactly(name + " is not in " + other);
    }
    run.write(other);
    spoil("summary.json", "\"mean\":0.5,\"min\"", "\"mean\":0.6,\"min\"");
    assertThat(messages()).singleElement().asString().contains("metric.mean 0.5 against 0.6");
    run.write(other);
    spoil("summary.json", "\"wallSeconds\":1.5", "\"wallSeconds\":9");
    assertThat(messages()).isEmpty();
    both("tensorboard/client-0/events", "same", "some");
    assertThat(messages()).containsExactly("tensorboard/client-0/events differs at byte 1");
  }

  private void both(String name, String here, String there) throws IOException {
    for (Path run : List.of(one, other)) {
      Files.createDirectories(run.resolve(name).getParent());
      Files.writeString(run.resolve(name), run.equals(one) ? here : there);
    }
  }

  @Test
  void whatIsMadeOnDemandIsComparedWhereBothHaveIt() throws IOException {
    run.write(one);
    run.write(other);
    for (String name : List.of("report.html", "rounds.parquet")) {
      Files.writeString(one.resolve(name), "here");
      assertThat(messages()).isEmpty();
      Files.writeString(other.resolve(name), "hero");
      assertThat(messages()).contains(name + " differs at byte 3");
      Files.delete(other.resolve(name));
    }
    both("report.html", "1 slot", "2 slots");
    spoil("scenario.conf", "slots = 2", "slots = 1");
    assertThat(messages()).isEmpty();
  }

  @Test
  void whatTellsOfTheMachineOrOfAKillIsNot() throws IOException {
    run.write(one);
    run.write(other);
    Files.write(other.resolve("machine.jsonl"), new byte[] {(byte) 0xff, 10});
    Files.writeString(other.resolve(".lock"), "");
    Files.writeString(other.resolve(".report.html.4711-1"), "half");
    both("checkpoint/work.log", "one", "other");
    assertThat(messages()).isEmpty();
  }

  @Test
  void anotherMachinesBytesAreNotHeldAgainstIt() throws IOException {
    run.write(one);
    run.the("work-finished", 2).set("loss", 0.75);
    run.summary.getAsJsonObject("numerics").addProperty("instructionSet", "two");
    run.write(other);
    Verdict verdict = AgainstCheck.of(one, other);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.unchecked()).singleElement().asString().contains("no sameness is promised");
  }

  @Test
  void anotherSeedMustHaveAnotherJournal() throws IOException {
    run.write(one);
    run.seed = "8";
    run.the("run-started", "clients", 3).set("seed", 8);
    run.write(other);
    assertThat(messages())
        .containsExactly("seeds 7 and 8 have the same journal but for its first line");
    run.the("work-finished", 2).set("loss", 0.75);
    run.write(other);
    assertThat(messages()).isEmpty();
  }

  @Test
  void runsOfDifferentScenariosAreBadInput() throws IOException {
    run.write(one);
    run.write(other);
    spoil("scenario.conf", "rounds = 4", "rounds = 5");
    assertThatThrownBy(() -> AgainstCheck.of(one, other))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("'rounds = 4' against 'rounds = 5'");
  }

  @Test
  void aRunThatBrokeOffIsComparedAsFarAsItWent() throws IOException {
    run.write(one);
    run.write(other);
    Files.delete(other.resolve("summary.json"));
    Path events = other.resolve("events.jsonl");
    List<String> lines = Files.readAllLines(events);
    String torn = String.join("\n", lines.subList(0, 20)) + "\n" + lines.get(20).substring(0, 9);
    Files.writeString(events, torn);
    Verdict verdict = AgainstCheck.of(one, other);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.unchecked()).hasSize(1);
    Path rounds = other.resolve("rounds.jsonl");
    String whole = Files.readString(rounds);
    Files.writeString(rounds, whole.substring(0, whole.length() / 2));
    Files.delete(other.resolve("spectra.jsonl"));
    assertThat(messages()).isEmpty();
    Files.writeString(rounds, whole.replace("\"merged\":2", "\"merged\":3"));
    assertThat(messages()).singleElement().asString().startsWith("rounds.jsonl differs at byte ");
    Files.writeString(rounds, whole);
    Files.writeString(events, torn.replace("\"bytes\":", "\"bytes\":1"));
    assertThat(messages()).singleElement().asString().contains(" differs: ");
  }

  private void spoil(String name, String from, String to) throws IOException {
    Path file = other.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private List<String> messages() {
    return AgainstCheck.of(one, other).violations().stream().map(Violation::message).toList();
  }
}
