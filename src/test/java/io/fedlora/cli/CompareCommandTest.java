package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.run.StubFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code compare} makes of runs that cannot simply be put into a mean. */
class CompareCommandTest {
  @TempDir private static Path folder;

  private static Path one;
  private static Path two;
  private static Path other;

  @BeforeAll
  static void run() throws Exception {
    one = scenariosMetric(StubFolder.write(folder.resolve("one"), "pf2lora", 6, 4, 1));
    two = scenariosMetric(StubFolder.write(folder.resolve("two"), "pf2lora", 6, 4, 2));
    other = scenariosMetric(StubFolder.write(folder.resolve("hom"), "homlora", 6, 4, 1));
  }

  /** The stub's score under a name that columns may have. */
  private static Path scenariosMetric(Path run) throws IOException {
    for (String name : List.of("summary.json", "events.jsonl")) {
      Path file = run.resolve(name);
      Files.writeString(
          file,
          Files.readString(file)
              .replaceFirst("\"(name|metric)\":\"score\"", "\"$1\":\"accuracy\""));
    }
    return run;
  }

  private static Path copy(Path run, String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    for (String file :
        List.of("scenario.conf", "events.jsonl", "rounds.jsonl", "clients.jsonl", "summary.json")) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private static Path stopped(Path run, String name, int rounds) throws IOException {
    Path stopped = copy(run, name);
    Files.delete(stopped.resolve("summary.json"));
    List<String> closed = Files.readAllLines(stopped.resolve("rounds.jsonl"));
    Files.write(stopped.resolve("rounds.jsonl"), closed.subList(0, rounds));
    cut(stopped, 10);
    return stopped;
  }

  private static void cut(Path run, int lines) throws IOException {
    List<String> events = Files.readAllLines(run.resolve("events.jsonl"));
    Files.write(run.resolve("events.jsonl"), events.subList(0, events.size() - lines));
  }

  private static CommandLineCall compare(Path... runs) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    List.of(runs).forEach(run -> arguments.add(run.toString()));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    return CommandLineCall.of(arguments.toArray(String[]::new));
  }

  private static void refused(CommandLineCall call, String... words) {
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).hasLineCount(1).contains(words);
    assertThat(call.out()).isEmpty();
  }

  @Test
  void aCompletedRunWhoseJournalIsCutOffIsDamaged() throws IOException {
    Path damaged = copy(one, "damaged");
    cut(damaged, 1);
    String file = damaged.resolve("events.jsonl") + ": is cut off";
    refused(compare(damaged, two), file, "no run-completed", "run the scenario again");
    refused(CommandLineCall.of("report", damaged.toString()), file);
    refused(CommandLineCall.of("reach", damaged.toString(), "--scores", "0.5"), file);
    assertThat(damaged.resolve("report.html")).doesNotExist();
    assertThat(damaged.resolve("tensorboard")).doesNotExist();
  }

  @Test
  void aCompletedRunWhoseRoundsAreCutOffIsDamaged() throws IOException {
    Path damaged = copy(one, "fewer-rounds");
    Path rounds = damaged.resolve("rounds.jsonl");
    List<String> lines = Files.readAllLines(rounds);
    Files.write(rounds, lines.subList(0, lines.size() - 1));
    String words = rounds + ": has " + (lines.size() - 1) + " rounds, events.jsonl has ";
    refused(compare(damaged, two), words);
    refused(CommandLineCall.of("report", damaged.toString()), words);
    Files.delete(rounds);
    refused(compare(damaged, two), rounds + ": has 0 rounds");
  }

  @Test
  void aComparisonIsNotWrittenIntoARun() {
    refused(
        CommandLineCall.of("compare", one.toString(), two.toString(), "--out", one.toString()),
        one + " holds a run; name another folder with --out");
  }

  private static CommandLineCall compared(String... further) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    List.of(one, two, other).forEach(run -> arguments.add(run.toString()));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(further));
    return CommandLineCall.of(arguments.toArray(String[]::new));
  }

  @Test
  void theBaselineAndTheColumnsAreChosen() throws IOException {
    CommandLineCall call =
        compared("--baseline=name=homlora", "--columns=accuracy,difference,time");
    assertThat(call.status()).as(call.err()).isZero();
    List<String> lines = call.out().lines().toList();
    assertThat(lines.get(0).strip().split("  +"))
        .containsExactly("setting", "runs", "accuracy", "Δ accuracy", "virtual s");
    assertThat(lines.get(1)).startsWith("pf2lora").contains("(n = 1)");
    assertThat(lines.get(2)).startsWith("homlora").contains("baseline");
    assertThat(compared("--baseline=" + other, "--columns=difference").out()).contains("baseline");
    assertThat(Files.readString(folder.resolve("out/comparison.tex")))
        .contains("\\begin{tabular}{lrr}", "% homlora: seed 1 (");
    refused(compared("--baseline=fedit"), "--baseline fedit: no such setting; there are pf2lora |");
    refused(compared("--columns=accuracy,sped"), "--columns sped: no such column; there are");
    refused(compared("--columns=mse"), "--columns mse: no such column");
  }

  @Test
  void aRunThatHasNotEndedIsNamed() throws IOException {
    Path stopped = stopped(two, "stopped", 2);
    CommandLineCall call = compare(one, stopped);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.err())
        .isEqualTo(
            "warning: "
                + stopped
                + ": has not ended, round 2 of 4; its scores are of that round\n");
    assertThat(Files.readString(folder.resolve("out/comparison.html")))
        .contains("\"stage\":\"round 2 of 4\"", "\"stage\":\"\"");
    // Right after local work and ranks are known at the end alone.
    assertThat(call.out()).contains("(1 of 2)");
    assertThat(compare(one, two).err()).isEmpty();
  }

  @Test
  void aFolderGivenTwiceIsRefusedHoweverItIsSpelt() throws IOException {
    refused(compare(one, two, one), one + " is given twice; give each folder once");
    Path again = one.resolve("../one/.");
    refused(compare(one, two, again), again + " is given twice, also as " + one + ";");
    Path link = Files.createSymbolicLink(folder.resolve("link"), one);
    refused(compare(one, link), link + " is given twice, also as " + one);
  }

  @Test
  void theSameRunInTwoFoldersCountsOnce() throws IOException {
    Path again = copy(one, "again");
    CommandLineCall call = compare(one, two, again);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.err())
        .isEqualTo("warning: " + again + ": left out, the same run as " + one + "\n");
    assertThat(call.out()).isEqualTo(compare(one, two).out());
  }

  @Test
  void runsOfOneSeedThatDidNotEndAlikeAreRefused() throws IOException {
    Path unlike = copy(one, "other");
    String summary = Files.readString(unlike.resolve("summary.json"));
    Files.writeString(
        unlike.resolve("summary.json"),
        summary.replaceFirst("\"fingerprint\": \"[0-9a-f]{4}", "\"fingerprint\": \"0a0b"));
    refused(
        compare(one, unlike),
        one + " and " + unlike + " are of one setting and seed 1",
        "fingerprints differ");
    refused(compare(one, stopped(one, "half", 2)), "not both have ended");
  }
}
