package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Scores;
import io.fedlora.run.StubFolder;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir private static Path folder;

  private static final List<Path> RUNS = new ArrayList<>();

  @BeforeAll
  static void run() throws Exception {
    RUNS.clear();
    for (int seed = 1; seed <= 2; seed++) {
      RUNS.add(StubFolder.write(folder.resolve("pf-" + seed), "pf2lora", 6, 3, seed));
      RUNS.add(StubFolder.write(folder.resolve("hom-" + seed), "homlora", 6, 3, seed));
    }
  }

  private static SortedMap<String, String> scenario(String... pairs) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  @Test
  void seedsNamesAndDevicesMakeNoSettingOfTheirOwn() {
    Settings settings =
        new Settings(
            List.of(
                scenario("seed", "1", "name", "a", "devices.slots", "1", "method.name", "m"),
                scenario("seed", "2", "name", "b", "devices.slots", "2", "method.name", "m")),
            List.of());
    assertThat(settings.size()).isEqualTo(1);
    assertThat(settings.names()).containsExactly("m");
    assertThat(settings.keys()).isEmpty();
  }

  @Test
  void settingsAreNamedByWhatTellsThemApart() {
    Settings settings =
        new Settings(
            List.of(
                scenario("method.name", "m", "fleet.dropout", "0.1"),
                scenario("method.name", "n", "fleet.dropout", "0.1"),
                scenario("method.name", "m", "fleet.dropout", "0.3")),
            List.of());
    assertThat(settings.names())
        .containsExactly("m, dropout 0.1", "n, dropout 0.1", "m, dropout 0.3");
    assertThat(settings.keys()).containsExactly("method.name", "fleet.dropout");
    assertThat(settings.ofRuns()).containsExactly(0, 1, 2);
  }

  @Test
  void noTwoSettingsHaveTheSameName() {
    List<SortedMap<String, String>> scenarios = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String[] bits = String.format("%4s", Integer.toBinaryString(i)).replace(' ', '0').split("");
      scenarios.add(scenario("a.a", bits[0], "a.b", bits[1], "a.c", bits[2], "a.d", bits[3]));
    }
    List<String> names = new Settings(scenarios, List.of()).names();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names.subList(0, 2)).containsExactly("a 0, b 0, c 0 #1", "a 0, b 0, c 0 #2");
  }

  @Test
  void onlyKeysThatTellSettingsApartStandInTheirNames() {
    List<SortedMap<String, String>> scenarios =
        List.of(
            scenario("method.name", "m", "method.alpha", "8", "method.rank", "4"),
            scenario("method.name", "n", "method.alpha", "5", "method.rank", "4"),
            scenario("method.name", "o", "method.alpha", "8", "method.rank", "2"));
    assertThat(new Settings(scenarios, List.of()).names()).containsExactly("m", "n", "o");
    assertThat(new Settings(scenarios, List.of("method.rank")).names())
        .containsExactly("rank 4, m", "rank 4, n", "rank 2, o");
    assertThat(new Settings(scenarios, List.of("method.rank")).keys())
        .containsExactly("method.rank", "method.name", "method.alpha");
  }

  @Test
  void deviationIsThatOfASample() {
    Spread spread = Spread.of(List.of(1.0, 2.0, 4.0, Double.NaN));
    assertThat(spread.count()).isEqualTo(3);
    assertThat(spread.mean()).isEqualTo(7.0 / 3, within(1e-15));
    // ((4/3)² + (1/3)² + (5/3)²) / 2 = 42/18.
    assertThat(spread.deviation()).isEqualTo(Math.sqrt(42.0 / 18), within(1e-15));
    assertThat(Spread.of(List.of(1.0)).deviation()).isNaN();
    assertThat(Spread.of(List.of()).mean()).isNaN();
  }

  @Test
  void runsOfASettingAreOneRowWithMeanAndDeviation() throws Exception {
    Comparison comparison = Comparison.of(RUNS);
    assertThat(comparison.table().cells()).hasSize(2);
    assertThat(comparison.table().cells().get(0)).startsWith("pf2lora", "2");
    assertThat(comparison.table().cells().get(0).get(2)).contains(" ± ");
    List<String> csv = comparison.table().csv().lines().toList();
    assertThat(csv).hasSize(3);
    assertThat(csv.get(0)).startsWith("setting,runs,metric,metric_sd,worst,worst_sd");
    assertThat(csv).allMatch(line -> line.split(",", -1).length == csv.get(0).split(",").length);
    double mean = 0;
    for (Path run : List.of(RUNS.get(0), RUNS.get(2))) {
      mean += RunFigures.of(RunReading.of(run)).metric() / 2;
    }
    assertThat(Double.parseDouble(csv.get(1).split(",")[2])).isEqualTo(mean, within(1e-12));
    assertThat(comparison.table().latex())
        .contains("\\begin{tabular}{lrr", "\\pm", "pf2lora &", "\\bottomrule")
        .contains("merged \\%");
  }

  private static RunFigures figures(double loss, double reachedAfter) {
    String rounds =
        reachedAfter > 0
            ? "{\"round\":1,\"t\":%d,\"metric\":0.9}\n".formatted((long) (reachedAfter * 1e9))
            : "{\"round\":1,\"t\":1000000000,\"metric\":0.1}\n";
    try {
      Path run = Files.createTempDirectory(folder, "figures");
      Files.writeString(run.resolve("scenario.conf"), "seed = 1\n");
      Files.writeString(run.resolve("events.jsonl"), "");
      Files.writeString(run.resolve("rounds.jsonl"), rounds);
      Scores scores = RunReading.of(run).scores();
      double none = Double.NaN;
      return new RunFigures(0.9, 0.9, none, loss, 1, 0, 0, 1, 1, scores, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(String csv, String column) {
    List<String> lines = csv.lines().toList();
    int place = List.of(lines.get(0).split(",")).indexOf(column);
    assertThat(place).as(column).isNotNegative();
    return lines.get(1).split(",", -1)[place];
  }

  @Test
  void aTimeThatOnlySomeRunsReachedSaysOfHowMany() {
    ComparisonTable table =
        new ComparisonTable(
            "score",
            true,
            List.of("some", "all"),
            List.of(
                List.of(figures(1, 4.3), figures(1, -1)), List.of(figures(1, 5), figures(1, 7))));
    assertThat(table.titles().get(7)).isEqualTo("s to 0.810");
    assertThat(table.cells().get(0).get(7)).isEqualTo("4.3 (1 of 2)");
    assertThat(table.cells().get(1).get(7)).isEqualTo("6.0 ± 1.4");
    assertThat(table.latex()).contains("& $4.3$ (1 of 2) &", "& $6.0 \\pm 1.4$ &");
    assertThat(cell(table.csv(), "seconds_to_0.810")).isEqualTo("4.3");
    assertThat(cell(table.csv(), "seconds_to_0.810_runs")).isEqualTo("1");
    assertThat(table.objects().get(0)).containsEntry("seconds_to_0.810_runs", 1);
    assertThat(table.objects().get(1)).containsEntry("seconds_to_0.810_runs", 2);
  }

  @Test
  void powersAndSignsArePlainLatex() {
    ComparisonTable table =
        new ComparisonTable(
            "score",
            true,
            List.of("a\\b^c~d_{e}"),
            List.of(List.of(figures(1.443, 1), figures(1.44316, 1))));
    assertThat(table.cells().get(0).get(5)).isEqualTo("1.443 ± 1.1e-04");
    assertThat(table.latex())
        .contains("& $1.443 \\pm 1.1 \\times 10^{-4}$ &")
        .contains("a\\textbackslash{}b\\textasciicircum{}c\\textasciitilde{}d\\_\\{e\\} &");
  }

  @Test
  void aTenthShortOfTheBestKeepsThreeDigits() {
    assertThat(ComparisonTable.target(0.7537, true)).hasToString("0.678");
    assertThat(ComparisonTable.target(0.9, true)).hasToString("0.810");
    assertThat(ComparisonTable.target(0.0123, false)).hasToString("0.0136");
    assertThat(ComparisonTable.target(2.7294839372361823e-12, false)).hasToString("3.01E-12");
    assertThat(ComparisonTable.target(2.7294839372361823e-12, false).doubleValue())
        .isGreaterThan(2.73e-12);
    assertThat(ComparisonTable.target(0, false)).hasToString("0.000");
    assertThat(ComparisonTable.target(12.3456, true)).hasToString("11.111");
  }

  @Test
  void sameRunsSameBytes() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Comparison.of(RUNS).write(one, "Both");
    Comparison.of(RUNS).write(two, "Both");
    for (String name : List.of("comparison.html", "comparison.csv", "comparison.tex")) {
      assertThat(two.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
    }
    assertThat(Files.readString(one.resolve("comparison.html"))).contains("<title>Both · FedLoRA");
  }

  @Test
  void runsBelowThePageAreLinkedToTheirOwn() throws Exception {
    Report.write(RUNS.get(0));
    Comparison.of(RUNS).write(folder, "All");
    assertThat(Files.readString(folder.resolve("comparison.html")))
        .contains("\"report\":\"pf-1/report.html\"", "\"folder\":\"hom-2\",\"report\":\"\"");
    Comparison.of(RUNS).write(folder.resolve("beside"), "All");
    assertThat(Files.readString(folder.resolve("beside/comparison.html")))
        .doesNotContain("report.html");
  }

  @Test
  void aFolderThatIsNoRunIsRefused() {
    assertThatThrownBy(() -> Comparison.of(List.of(RUNS.get(0), folder.resolve("none"))))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("none: no such folder");
    assertThatThrownBy(() -> Comparison.of(List.of())).isInstanceOf(ScenarioException.class);
  }

  @Test
  void runsOfDifferentMetricsAreNotCompared() throws Exception {
    Path other = StubFolder.write(folder.resolve("other"), "pf2lora", 4, 2, 1);
    Path summary = other.resolve("summary.json");
    Files.writeString(
        summary, Files.readString(summary).replace("\"name\":\"score\"", "\"name\":\"mse\""));
    assertThatThrownBy(() -> Comparison.of(List.of(RUNS.get(0), other)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("is scored by score, " + other + " by mse");
  }

  @Test
  void nothingInTheDataEndsItsElement() {
    String text = Page.embedded(Map.of("name", "</script><script>alert(1)</script><!--"));
    assertThat(text).doesNotContain("<").contains("\\u003c/script>");
  }
}
