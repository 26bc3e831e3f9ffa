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

  /** Without a seed in common there is nothing to take a difference of. */
  @Test
  void settingsWithoutACommonSeedHaveNoDifference() throws Exception {
    Path pf = RUNS.get(0);
    Path hom = RUNS.get(3);
    assertThat(pf.getFileName()).hasToString("pf-1");
    assertThat(hom.getFileName()).hasToString("hom-2");
    ComparisonTable table = Comparison.of(List.of(pf, hom)).table();
    assertThat(table.cells().get(0)).contains("baseline");
    assertThat(table.cells().get(1).get(3)).isEqualTo("–");
    assertThat(table.latex()).doesNotContain("NaN");
  }

  @Test
  void aTimeThatOnlySomeRunsReachedSaysOfHowMany() {
    ComparisonTable table =
        table(
            List.of("some", "all"),
            List.of(
                List.of(figures(1, 4.3), figures(1, -1)), List.of(figures(1, 5), figures(1, 7))));
    assertThat(cells(table, "s to 0.810")).containsExactly("4.30 (1 of 2)", "6.00 ± 1.41");
    assertThat(table.latex()).contains("& $4.30$ (1 of 2) &", "& $6.00 \\pm 1.41$ &");
    assertThat(marks(table, "s to 0.810")).containsExactly(false, false);
    assertThat(cell(table.csv(), "seconds_to_0.810")).isEqualTo("4.3");
    assertThat(cell(table.csv(), "seconds_to_0.810_runs")).isEqualTo("1");
    assertThat(table.objects().get(0)).containsEntry("seconds_to_0.810_runs", 1);
    assertThat(table.objects().get(1)).containsEntry("seconds_to_0.810_runs", 2);
  }

  @Test
  void whereNoRunHasAScoreThereIsNoneToReach() {
    double none = Double.NaN;
    RunFigures unscored =
        new RunFigures(none, none, none, none, 9, 9, 9, 1, none, new Scores(), true);
    ComparisonTable table = table(List.of("one"), List.of(List.of(unscored)));
    assertThat(cells(table, "s to score")).containsExactly("–");
    assertThat(table.objects().get(0)).containsKey("seconds_to_score");
  }

  private static ComparisonTable table(List<String> names, List<List<RunFigures>> runs) {
    List<List<SeededRun>> seeded = new ArrayList<>();
    for (List<RunFigures> setting : runs) {
      List<SeededRun> own = new ArrayList<>();
      setting.forEach(one -> own.add(SeededRun.of("" + (own.size() + 1), one)));
      seeded.add(own);
    }
    return new ComparisonTable("score", true, names, seeded, 0, List.of());
  }

  private static List<String> cells(ComparisonTable table, String title) {
    int column = table.titles().indexOf(title);
    assertThat(column).as(title + " in " + table.titles()).isNotNegative();
    return table.cells().stream().map(row -> row.get(column)).toList();
  }

  private static List<Boolean> marks(ComparisonTable table, String title) {
    int column = table.titles().indexOf(title);
    assertThat(column).as(title + " in " + table.titles()).isNotNegative();
    return table.marks().stream().map(row -> row.get(column)).toList();
  }

  private static RunFigures scored(double metric, double bytes, double flops, double seconds) {
    double none = Double.NaN;
    return new RunFigures(
        metric, metric, none, 1, seconds, bytes, flops, 1, none, new Scores(), true);
  }

  @Test
  void measuredCostsAreNotWrittenAsNothing() {
    ComparisonTable table =
        table(
            List.of("one", "two"),
            List.of(
                List.of(scored(0.5, 73_000, 36_499_200, 5.7), scored(0.5, 73_000, 36_900_000, 5.9)),
                List.of(scored(0.5, 7_300, 1_250_000, 3.1), scored(0.5, 7_301, 1_250_000, 3.1))));
    assertThat(cells(table, "KiB")).containsExactly("71.2891", "7.1294 ± 0.0007");
    assertThat(cells(table, "MFLOP")).containsExactly("36.70 ± 0.28", "1.25");
    assertThat(cells(table, "virtual s")).containsExactly("5.80 ± 0.14", "3.10");
    assertThat(cells(table, "score")).as("no spread at all").containsExactly("0.500", "0.500");
    assertThat(cell(table.csv(), "bytes_sd")).isEqualTo("0");
  }

  @Test
  void halvesAreRoundedAlikeHoweverTheirMeanIsSummed() {
    ColumnScale scale = new ColumnScale("", 1, 3);
    assertThat(scale.written(0.2125)).isEqualTo("0.213");
    assertThat(scale.written(0.21249999999999997)).isEqualTo("0.213");
    assertThat(scale.written(-0.0125)).isEqualTo("-0.013");
    assertThat(scale.written(0)).isEqualTo("0.000");
    assertThat(scale.written(-1e-17)).as("what rounding leaves").isEqualTo("0.000");
  }

  @Test
  void aColumnHasTheUnitOfItsGreatestMean() {
    ComparisonTable table =
        table(
            List.of("one", "two"),
            List.of(List.of(scored(0.5, 3e9, 4e12, 7200)), List.of(scored(0.5, 0, 2e9, 90_000))));
    assertThat(cells(table, "GiB")).containsExactly("2.79", "0.00");
    assertThat(cells(table, "TFLOP")).containsExactly("4.00000", "0.00200");
    assertThat(cells(table, "virtual h")).containsExactly("2.00", "25.00");
  }

  @Test
  void whatCannotBeToldFromTheBestIsMarkedWithIt() {
    ComparisonTable table =
        table(
            List.of("best", "noisy", "below"),
            List.of(
                List.of(scored(0.80, 1, 1, 1), scored(0.70, 1, 1, 1), scored(0.90, 1, 1, 1)),
                // -0.1, 0.1, -0.03: mean -0.01, within the interval's reach.
                List.of(scored(0.70, 1, 1, 1), scored(0.80, 1, 1, 1), scored(0.87, 1, 1, 1)),
                // -0.02, -0.04, -0.03: the interval is -0.0548 to -0.0052.
                List.of(scored(0.78, 1, 1, 1), scored(0.66, 1, 1, 1), scored(0.87, 1, 1, 1))));
    assertThat(marks(table, "score")).containsExactly(true, true, false);
    assertThat(cells(table, "Δ score").get(0)).isEqualTo("baseline");
    assertThat(cells(table, "Δ score").get(2)).isEqualTo("-0.030 (-0.055 to -0.005)");
    assertThat(table.marking()).contains("includes 0 (n = 3 seeds)");
    assertThat(table.latex())
        .contains("score $\\uparrow$ & $\\Delta$ score & gaining \\% &", "loss $\\downarrow$")
        .contains("best & $3$ & $\\mathbf{0.800} \\pm 0.100$ & baseline &")
        .contains("below & $3$ & $0.770 \\pm 0.105$ & $-0.030$ $[-0.055, -0.005]$ &")
        .contains("% best: seed 1 (), seed 2 (), seed 3 ()\n");
    assertThat(table.objects().get(2))
        .containsEntry("baseline", "best")
        .containsEntry("difference_seeds", 3);
    assertThat(Double.parseDouble(cell(table.csv(), "difference"))).isZero();
  }

  @Test
  void ofOneSeedTheBestAloneIsMarked() {
    ComparisonTable table =
        table(
            List.of("one", "two", "same"),
            List.of(
                List.of(scored(0.79, 1, 1, 1)),
                List.of(scored(0.80, 1, 1, 1)),
                List.of(scored(0.80, 1, 1, 1))));
    assertThat(marks(table, "score")).containsExactly(false, true, true);
    assertThat(cells(table, "Δ score"))
        .containsExactly("baseline", "+0.010 (n = 1)", "+0.010 (n = 1)");
    assertThat(table.marking()).contains("n < 2");
    assertThat(table.latex()).contains("& $+0.010$ ($n = 1$) &");
  }

  @Test
  void columnsAreChosenByName() {
    List<List<SeededRun>> runs = List.of(List.of(SeededRun.of("1", scored(0.5, 1, 1, 1))));
    ComparisonTable table =
        new ComparisonTable("score", true, List.of("a"), runs, 0, List.of("traffic", "score"));
    assertThat(table.titles()).containsExactly("setting", "runs", "B", "score");
    assertThat(table.csv()).as("CSV has all").contains("virtual_seconds", "flops_sd");
    assertThatThrownBy(() -> Columns.chosen(List.of("accuracy", "sped"), ""))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("--columns sped: no such column; there are metric")
        .hasMessageContaining("difference, gaining, worst, after-local, loss, time, time-to,");
    assertThatThrownBy(() -> Columns.chosen(List.of("loss", "loss"), ""))
        .hasMessageContaining("loss stands twice");
    assertThat(Columns.chosen(List.of("accuracy", "loss"), "")).containsExactly("metric", "loss");
  }

  @Test
  void aBaselineIsASettingsNameOneOfItsFoldersOrAValue() {
    Settings settings =
        new Settings(
            List.of(
                SettingsTest.scenario(
                    "method.name", "m", "local.steps", "1", "method.rate", "0.02"),
                SettingsTest.scenario(
                    "method.name", "m", "local.steps", "2", "method.rate", "2e-2"),
                SettingsTest.scenario(
                    "method.name", "n", "local.steps", "2", "method.rate", "0.02")),
            List.of());
    List<Path> runs = List.of(Path.of("runs/a"), Path.of("runs/b"), Path.of("runs/c"));
    assertThat(Baseline.of("", settings, runs)).isZero();
    assertThat(Baseline.of(settings.names().get(1), settings, runs)).isEqualTo(1);
    assertThat(Baseline.of("runs/../runs/c", settings, runs)).isEqualTo(2);
    assertThat(Baseline.of("method.name=n", settings, runs)).isEqualTo(2);
    assertThat(Baseline.of("steps=1.0", settings, runs)).isZero();
    assertThat(Baseline.of("steps=2, name=m", settings, runs)).isEqualTo(1);
    assertThatThrownBy(() -> Baseline.of("steps=2", settings, runs))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("fits several settings; name one of m, steps 2");
    assertThatThrownBy(() -> Baseline.of("runs/d", settings, runs))
        .hasMessageContaining("--baseline runs/d: no such setting; there are m, steps 1");
  }

  @Test
  void powersAndSignsArePlainLatex() {
    ComparisonTable table =
        table(
            List.of("a\\b^c~d_{e}<f>|\"g\""),
            List.of(List.of(figures(1.443, 1), figures(1.44316, 1))));
    assertThat(cells(table, "loss")).containsExactly("1.443 ± 1.1e-04");
    assertThat(table.latex())
        .contains("& $1.443 \\pm 1.1 \\times 10^{-4}$ &")
        .contains(
            "a\\textbackslash{}b\\textasciicircum{}c\\textasciitilde{}d\\_\\{e\\}\\textless{}f\\textgreater{}"
                + "\\textbar{}\\textquotedblright{}g\\textquotedblright{} &");
  }

  @Test
  void aTenthShortOfTheBestKeepsThreeDigits() {
    assertThat(Columns.target(0.7537, true)).hasToString("0.678");
    assertThat(Columns.target(0.9, true)).hasToString("0.810");
    assertThat(Columns.target(0.26666666666666666, true)).hasToString("0.240");
    assertThat(Columns.target(0.2666666666666666, true)).hasToString("0.240");
    assertThat(Columns.target(0.0123, false)).hasToString("0.0136");
    assertThat(Columns.target(2.7294839372361823e-12, false)).hasToString("3.01E-12");
    assertThat(Columns.target(2.7294839372361823e-12, false).doubleValue()).isGreaterThan(2.73e-12);
    assertThat(Columns.target(0, false)).hasToString("0.000");
    assertThat(Columns.target(Double.NaN, true)).isNull();
    assertThat(Columns.target(12.3456, true)).hasToString("11.111");
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
  void runsAreLinkedToTheirOwnPages() throws Exception {
    Report.write(RUNS.get(0));
    Comparison.of(RUNS).write(folder, "All");
    assertThat(Files.readString(folder.resolve("comparison.html")))
        .contains("\"report\":\"pf-1/report.html\"", "\"folder\":\"hom-2\",\"report\":\"\"");
    Comparison.of(RUNS).write(folder.resolve("beside/it"), "All");
    assertThat(Files.readString(folder.resolve("beside/it/comparison.html")))
        .contains("\"report\":\"../../pf-1/report.html\"");
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
