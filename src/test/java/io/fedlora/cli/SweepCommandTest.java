package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  private static final List<String> TINY =
      List.of("sweep", "scenarios/tiny.conf", "rounds=1", "local.steps=1", "server.deadline=none");

  @TempDir private Path folder;

  private CommandLineCall sweep(String... arguments) {
    List<String> all = new ArrayList<>(TINY);
    all.addAll(List.of(arguments));
    all.addAll(List.of("--out", out().toString()));
    return CommandLineCall.of(all.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("sweep");
  }

  /** The cells of a table without quotes, a row each, the heading first. */
  private List<List<String>> csv(String name) throws IOException {
    return Files.readAllLines(out().resolve(name)).stream()
        .map(line -> Arrays.asList(line.split(",", -1)))
        .toList();
  }

  private static String cell(List<List<String>> rows, int row, String column) {
    return rows.get(row).get(rows.get(0).indexOf(column));
  }

  @Test
  void everyCombinationAndSeedIsRunAndStandsInOneTable() throws IOException {
    CommandLineCall call =
        sweep(
            "--over=method.name=pf2lora,homlora",
            "--over=method.rank=3,4",
            "--seeds=1,2",
            "--baseline=method.name=homlora,method.rank=3",
            "--columns=accuracy,difference");
    assertThat(call.status()).as(call.err()).isZero();
    List<String> lines = call.out().lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(6)).isEqualTo(out().resolve("comparison.html").toString());
    assertThat(lines.get(0).strip().split("  +"))
        .containsExactly(
            "method",
            "rank",
            "runs",
            "accuracy",
            "worst client",
            "after local",
            "up",
            "down",
            "FLOP",
            "virtual time",
            "‖αHVP‖/‖p‖");
    assertThat(lines.get(1)).startsWith("pf2lora").contains(" ± ");
    assertThat(lines.get(4)).startsWith("homlora").endsWith("–");
    List<List<String>> runs = csv("sweep.csv");
    assertThat(runs).hasSize(1 + 8);
    assertThat(cell(runs, 1, "seed")).isEqualTo("1");
    assertThat(cell(runs, 2, "seed")).isEqualTo("2");
    List<List<String>> table = csv("table.csv");
    double mean =
        (Double.parseDouble(cell(runs, 1, "metric")) + Double.parseDouble(cell(runs, 2, "metric")))
            / 2;
    assertThat(Double.parseDouble(cell(table, 1, "metric"))).isEqualTo(mean);
    assertThat(Files.readAllLines(out().resolve("table.md"))).hasSize(2 + 4);
    assertThat(Files.readString(out().resolve("comparison.html")))
        .contains("\"settings\":[\"pf2lora, rank 3\",\"pf2lora, rank 4\",\"homlora, rank 3\"")
        .contains("\"report\":\"name-pf2lora_rank-3/seed-1/report.html\"");
    assertThat(out().resolve("comparison.csv")).content().contains("\"homlora, rank 4\",2,");
    assertThat(out().resolve("comparison.csv")).content().contains(",\"homlora, rank 3\",");
    assertThat(out().resolve("comparison.tex"))
        .content()
        .contains("setting & runs & accuracy $\\uparrow$ & $\\Delta$ accuracy \\\\")
        .contains("homlora, rank 4 & $2$ &");
    Path run = out().resolve(cell(runs, 8, "folder"));
    assertThat(run).isEqualTo(out().resolve("name-homlora_rank-4/seed-2"));
    assertThat(CommandLineCall.of("check", run.toString()).status()).isZero();
  }

  @Test
  void theSameCommandGoesOnAndChangesNothing() throws IOException {
    String[] plan = {"--over", "method.name=homlora,local-only", "--seeds", "3,4"};
    assertThat(sweep(plan).status()).isZero();
    byte[] runs = Files.readAllBytes(out().resolve("sweep.csv"));
    Path unfinished = out().resolve("name-local-only/seed-3");
    Path kept = out().resolve("name-homlora/seed-3/summary.json");
    Files.delete(unfinished.resolve("summary.json"));
    var written = Files.getLastModifiedTime(kept);
    CommandLineCall again = sweep(plan);
    assertThat(again.status()).isZero();
    assertThat(again.err().lines().filter(line -> line.endsWith("finished before"))).hasSize(3);
    assertThat(unfinished.resolve("summary.json")).exists();
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
    assertThat(Files.readAllBytes(out().resolve("sweep.csv"))).isEqualTo(runs);
  }

  @Test
  void aDamagedRunIsNamed() throws IOException {
    String[] plan = {"--over", "method.name=homlora,local-only", "--seeds", "3"};
    assertThat(sweep(plan).status()).isZero();
    Path summary = out().resolve("name-homlora/seed-3/summary.json");
    for (String text : List.of("{}", "[]", "{\"metric\":", "{\"metric\":{\"name\":{}}}")) {
      Files.writeString(summary, text);
      CommandLineCall call = sweep(plan);
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.err())
          .contains(summary + ": is damaged", "remove " + summary.getParent() + " to have the run");
    }
  }

  @Test
  void tuningWithoutValidationTextsSaysWhatToAdd() {
    CommandLineCall call = sweep("--tune=method.learning-rate=1e-3,1e-2", "--seeds=1");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err())
        .contains("corpus.validation-per-client", "--tune chooses by validation texts")
        .contains("add for example corpus.validation-per-client=20")
        .hasLineCount(1);
    assertThat(out()).doesNotExist();
  }

  @Test
  void otherValuesAndSeedsTakeTheSweepUpAgain() throws IOException {
    assertThat(sweep("--over", "method.rank=3,4", "--seeds", "3").status()).isZero();
    var written = Files.getLastModifiedTime(out().resolve("rank-4/seed-3/summary.json"));
    CommandLineCall more = sweep("--over", "method.rank=4,5", "--seeds", "3,4");
    assertThat(more.status()).as(more.err()).isZero();
    assertThat(more.err().lines().filter(line -> line.endsWith("finished before"))).hasSize(1);
    assertThat(Files.getLastModifiedTime(out().resolve("rank-4/seed-3/summary.json")))
        .isEqualTo(written);
    assertThat(csv("sweep.csv").stream().map(row -> row.get(0)))
        .containsExactly("method.rank", "4", "4", "5", "5");
    assertThat(out().resolve("sweep.json")).content().contains("[\"4\",\"5\"]");
    assertThat(out().resolve("rank-3/seed-3/summary.json")).exists();
  }

  @Test
  void aFinishedRunIsNotTakenForThatOfAValueWithTheSameFolder() {
    assertThat(sweep("--over", "fleet.groups=[{name=x,count=4}]").status()).isZero();
    CommandLineCall other = sweep("--over", "fleet.groups=[{name=x-count-4}]");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err())
        .hasLineCount(1)
        .contains(out().resolve("groups-name-x-count-4/seed-1") + " holds a run with other values");
    assertThat(out().resolve("sweep.json")).content().doesNotContain("x-count-4");
  }

  @Test
  void aFolderThatHoldsSomethingElseIsRefused() throws IOException {
    assertThat(sweep("--over", "method.rank=4").status()).isZero();
    for (String[] other :
        new String[][] {
          {"--over", "method.alpha=4"},
          {"--over", "method.rank=4", "clients=3"},
          {
            "--over",
            "method.rank=4",
            "--tune",
            "method.learning-rate=1e-3",
            "corpus.validation-per-client=8"
          }
        }) {
      CommandLineCall call = sweep(other);
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.err()).hasLineCount(1).contains("holds another sweep");
    }
    Path filled = Files.createDirectory(folder.resolve("filled"));
    Files.createFile(filled.resolve("mine.txt"));
    CommandLineCall foreign =
        CommandLineCall.of("sweep", "scenarios/tiny.conf", "--out", filled.toString());
    assertThat(foreign.status()).isEqualTo(2);
    assertThat(foreign.err()).contains("is not empty");
  }

  @Test
  void aCombinationThatFailsIsToldAndTheOthersGoOn() throws IOException {
    String[] plan = {"--over", "method.rank=3,4", "--quiet"};
    assertThat(sweep(plan).status()).isZero();
    Path failing = out().resolve("rank-3/seed-1");
    Files.delete(failing.resolve("summary.json"));
    Files.move(failing.resolve("scenario.conf"), failing.resolve("in-the-way"));
    CommandLineCall call = sweep(plan);
    assertThat(call.status()).isEqualTo(1);
    assertThat(call.err()).hasLineCount(1).contains("method.rank=3 failed", "rank-3");
    assertThat(call.out()).contains("0 of 1");
    assertThat(cell(csv("sweep.csv"), 2, "status")).isEqualTo("completed");
  }

  @Test
  void tuningTakesWhatValidatesBestFromTheSameGrid() throws IOException {
    CommandLineCall call =
        sweep(
            "corpus.validation-per-client=8",
            "local.steps=4",
            "--over=method.name=pf2lora,homlora",
            "--tune=method.learning-rate=1e-5,3e-2",
            "--tune=method.private-learning-rate=0.1,0.5",
            "--tune-seed=9",
            "--seeds=1");
    assertThat(call.status()).as(call.err()).isZero();
    List<List<String>> runs = csv("sweep.csv");
    // homlora reads one of the two rates, so its grid has two points and that of pf2lora four.
    assertThat(runs).hasSize(1 + 4 + 1 + 2 + 1);
    assertThat(runs.stream().filter(row -> row.contains("tune"))).hasSize(6);
    List<List<String>> trials =
        runs.stream().filter(row -> row.get(0).equals("pf2lora") && row.contains("tune")).toList();
    int metric = runs.get(0).indexOf("metric");
    double best =
        trials.stream()
            .map(row -> Double.parseDouble(row.get(metric)))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    List<String> expected =
        trials.stream()
            .filter(row -> Double.parseDouble(row.get(metric)) == best)
            .findFirst()
            .orElseThrow();
    List<List<String>> table = csv("table.csv");
    for (String rate : List.of("method.learning-rate", "method.private-learning-rate")) {
      assertThat(cell(table, 1, rate)).isEqualTo(expected.get(runs.get(0).indexOf(rate)));
    }
    assertThat(cell(table, 2, "method.private-learning-rate")).isEmpty();
    String trial = Files.readString(out().resolve(cell(runs, 1, "folder") + "/scenario.conf"));
    assertThat(trial).contains("split = \"validation\"", "seed = 9");
    assertThat(call.out()).contains("chosen learning-rate");
  }

  @Test
  void badInputWritesNothing() {
    for (String[] bad :
        new String[][] {
          {"--over", "method.rnk=4"},
          {"--over", "rounds=x"},
          {"--over", "rank"},
          {"--tune", "method.learning-rate=1e-3"},
          {"--over", "method.name=homlra"},
          {"--over", "method.name=homlora,homlra"},
          {"--over", "method.rank=4,1"},
          {"--over", "foundation.model=tiny-random,no-such-model"},
          {"--over", "method.rank=4", "--seeds", "1,-x"},
          {"--seeds", "1,x"},
          {"--over", "method.rank=3,4", "--baseline", "method.rank=5"},
          {"--over", "method.rank=3,4", "--baseline", "homlora"},
          {"--over", "method.rank=3,4", "--columns", "accuracy,sped"},
          {"--over", "method.rank=3,4", "--columns", ","},
          {"--over", "method.rank=3,4", "method.rank=5"},
          {"--over", "method.rank=3,4", "--seeds", "1,2", "seed=3"}
        }) {
      CommandLineCall call = sweep(bad);
      assertThat(call.status()).as(String.join(" ", bad) + call.err()).isEqualTo(2);
      assertThat(call.err().lines()).hasSize(1);
      assertThat(out()).doesNotExist();
    }
  }

  @Test
  void helpShowsExamples() {
    for (String command : List.of("sweep", "costs")) {
      CommandLineCall help = CommandLineCall.of(command, "--help");
      assertThat(help.status()).isZero();
      assertThat(Stream.of(help.out().split("\n")).filter(l -> l.contains("fedlora " + command)))
          .hasSizeGreaterThanOrEqualTo(3);
    }
  }
}
