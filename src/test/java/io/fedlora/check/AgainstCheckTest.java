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
    assertThat(same.checked()).containsEntry("runs that were gone on with", 1L);
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
    assertThat(messages()).singleElement().asString().startsWith("adapters/ holds other files");
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
