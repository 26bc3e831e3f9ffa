package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder as a whole: what is sound, what is missing, what breaks off. */
class RunCheckTest {
  private final SampleRun run = new SampleRun();
  private final Path folder;

  RunCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aSoundRunHolds() throws IOException {
    Verdict verdict = RunCheck.of(run.write(folder));
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.checked())
        .containsEntry("events", (long) run.events.size())
        .containsEntry("requests", 11L)
        .containsEntry("outcomes", 11L)
        .containsEntry("rounds", 4L)
        .containsEntry("wire records of updates", 8L)
        .containsEntry("versions reproduced bit by bit", 3L)
        .containsEntry("private values looked for", 3L * SampleRun.OWNED)
        .containsEntry("versions whose weights were computed anew", 3L)
        .containsEntry("final common states compared value by value", 1L);
    assertThat(verdict.unchecked())
        .containsExactly(
            new Unchecked(
                1,
                "updates are searched for the values that clients ended with; earlier ones are not"
                    + " stored"),
            new Unchecked(8, "there is no machine.jsonl that tells of slots and memory"));
    assertThat(verdict.lines()).endsWith("no violation found");
  }

  @Test
  void whatIsNoRunFolderIsBadInput() throws IOException {
    Path missing = folder.resolve("nothing");
    assertThatThrownBy(() -> RunCheck.of(missing))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> RunCheck.of(folder))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no scenario.conf");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunCheck.of(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void aGapInTheNumbersIsFound() throws IOException {
    spoilJournal(text -> text.replace("{\"seq\":9,", "{\"seq\":10,"));
    assertFound(0, "comes after seq 8");
  }

  @Test
  void aMissingLineIsFound() throws IOException {
    spoilJournal(text -> text.replaceFirst("\\{\"seq\":12,[^\n]*\n", ""));
    assertFound(0, "seq 13");
  }

  @Test
  void timeThatFallsIsFound() throws IOException {
    run.the("work-finished", 2).time = SampleRun.SECOND;
    run.write(folder);
    assertFound(0, "time falls");
  }

  @Test
  void aLineThatIsNoEventIsFound() throws IOException {
    spoilJournal(text -> text.replaceFirst("\"seq\":7,", "\"seq\":7;"));
    assertFound(0, "events.jsonl:7 is no event");
  }

  @Test
  void aMissingFieldIsFound() throws IOException {
    run.the("update-merged", 6).fields.remove("weight");
    run.write(folder);
    assertFound(0, "update-merged should have a number or null in 'weight', found nothing");
  }

  @Test
  void aJournalThatDoesNotStartARunIsFound() throws IOException {
    run.events.remove(0);
    run.write(folder);
    assertFound(0, "the first event should be run-started");
  }

  @Test
  void eventsBehindTheEndAreFound() throws IOException {
    SampleEvent last = run.events.get(run.events.size() - 1);
    run.behind(last, "client-away").set("client", 0).set("reason", "window");
    run.write(folder);
    assertFound(0, "comes after the run was completed");
  }

  @Test
  void aClientThatIsNotRegisteredIsFound() throws IOException {
    run.events.remove(run.the("client-registered", "client", 2));
    run.write(folder);
    assertFound(0, "2 of 3 clients are registered");
  }

  @Test
  void anotherJournalThanTheSummarysIsFound() throws IOException {
    run.write(folder);
    run.summary.addProperty("journal", "00");
    Files.writeString(folder.resolve("summary.json"), run.summary.toString());
    assertFound(0, "summary.json says journal 00");
  }

  @Test
  void otherAdaptersThanTheSummarysAreFound() throws IOException {
    run.write(folder);
    String sealed = Files.readString(folder.resolve("summary.json"));
    run.owned.put(1, SampleRun.values("other", 1, SampleRun.OWNED));
    run.write(folder);
    Files.writeString(folder.resolve("summary.json"), sealed);
    assertFound(0, "summary.json says fingerprint");
  }

  @Test
  void namesAndTimesOfTheSummaryAreCompared() throws IOException {
    run.summary.addProperty("seed", 8);
    run.summary.getAsJsonObject("time").addProperty("virtualSeconds", 157);
    run.summary.addProperty("status", "interrupted");
    run.write(folder);
    assertThat(RunCheck.of(folder).violations())
        .extracting(Violation::message)
        .anyMatch(message -> message.contains("seed 8"))
        .anyMatch(message -> message.contains("virtualSeconds 157"))
        .anyMatch(message -> message.contains("status interrupted"));
  }

  @Test
  void aRunThatBrokeOffIsCheckedAsFarAsItWent() throws IOException {
    run.write(folder);
    String whole = Files.readString(folder.resolve("events.jsonl"));
    List<String> lines = whole.lines().toList();
    Files.delete(folder.resolve("summary.json"));
    Path adapters = folder.resolve("adapters");
    for (Path file : new Adapters(adapters, new Findings()).files()) {
      Files.delete(file);
    }
    for (int kept = 0; kept <= lines.size(); kept++) {
      String part =
          lines.subList(0, kept).stream().map(line -> line + "\n").reduce("", String::concat);
      Files.writeString(folder.resolve("events.jsonl"), part);
      boolean last = kept == lines.size();
      assertThat(RunCheck.of(folder).violations())
          .as("%d lines", kept)
          .filteredOn(violation -> !last && !violation.message().contains("goes on behind"))
          .isEmpty();
    }
  }

  @Test
  void aTornLineIsSaidAfterAKillAndWrongInARunThatEnded() throws IOException {
    run.write(folder);
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, "{\"seq\":9", StandardOpenOption.APPEND);
    run.seal(folder);
    assertFound(0, "ends in a torn line");
    Files.delete(folder.resolve("summary.json"));
    List<String> lines = Files.readString(events).lines().toList();
    Files.writeString(events, String.join("\n", lines.subList(0, 20)));
    Verdict verdict = RunCheck.of(folder);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.unchecked())
        .extracting(Unchecked::reason)
        .contains("events.jsonl ends in a torn line behind line 19, left out here");
  }

  @Test
  void versionsOfWhichNoneHasItsBitsAreFound() throws IOException {
    for (int round = 1; round <= 4; round++) {
      run.the("round-closed", "round", round).set("checksum", Math.min(round, 3));
    }
    run.write(folder);
    assertFound(2, "version 1 is not the weighted mean of its updates");
    assertFound(2, "version 3 is not the weighted mean of its updates");
  }

  @Test
  void withoutUpdatesItSaysWhatItCouldNotDo() throws IOException {
    run.write(folder);
    Files.delete(folder.resolve("updates.frames"));
    Verdict verdict = RunCheck.of(folder);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.unchecked())
        .contains(
            new Unchecked(
                1, "there is no updates.frames, so nothing that was sent can be looked at"),
            new Unchecked(2, "there is no updates.frames, so no version can be computed anew"));
  }

  private interface Spoiling {
    String spoil(String text);
  }

  private void spoilJournal(Spoiling spoiling) throws IOException {
    run.write(folder);
    Path events = folder.resolve("events.jsonl");
    String text = Files.readString(events);
    String spoilt = spoiling.spoil(text);
    assertThat(spoilt).isNotEqualTo(text);
    Files.writeString(events, spoilt);
    run.seal(folder);
  }

  private void assertFound(int invariant, String words) {
    assertThat(RunCheck.of(folder).violations())
        .anySatisfy(
            violation -> {
              assertThat(violation.invariant()).isEqualTo(invariant);
              assertThat(violation.message()).contains(words);
            });
  }
}
