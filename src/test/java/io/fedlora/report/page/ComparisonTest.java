package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.run.StubFolder;
import io.fedlora.scenario.ScenarioException;
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
                scenario("seed", "2", "name", "b", "devices.slots", "2", "method.name", "m")));
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
                scenario("method.name", "m", "fleet.dropout", "0.3")));
    assertThat(settings.names())
        .containsExactly("m, dropout 0.1", "n, dropout 0.1", "m, dropout 0.3");
    assertThat(settings.keys()).containsExactly("method.name", "fleet.dropout");
    assertThat(settings.ofRuns()).containsExactly(0, 1, 2);
  }

  @Test
  void noTwoSettingsHaveTheSameName() {
    List<SortedMap<String, String>> scenarios = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      scenarios.add(scenario("a.a", "1", "a.b", "1", "a.c", "1", "a.d", String.valueOf(i)));
      scenarios.add(scenario("a.a", "2", "a.b", "2", "a.c", "2", "a.d", "9"));
    }
    assertThat(new Settings(scenarios).names())
        .containsExactly("a 1, b 1, c 1 #1", "a 2, b 2, c 2", "a 1, b 1, c 1 #2");
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
      mean += RunFigures.of(io.fedlora.report.reading.RunReading.of(run)).metric() / 2;
    }
    assertThat(Double.parseDouble(csv.get(1).split(",")[2])).isEqualTo(mean, within(1e-12));
    assertThat(comparison.table().latex())
        .contains("\\begin{tabular}{lrr", "\\pm", "pf2lora &", "\\bottomrule")
        .contains("merged \\%");
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
  void aFolderThatIsNoRunIsRefused() {
    assertThatThrownBy(() -> Comparison.of(List.of(RUNS.get(0), folder.resolve("none"))))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("none: no such folder");
    assertThatThrownBy(() -> Comparison.of(List.of())).isInstanceOf(ScenarioException.class);
  }

  @Test
  void nothingInTheDataEndsItsElement() {
    String text = Page.embedded(Map.of("name", "</script><script>alert(1)</script><!--"));
    assertThat(text).doesNotContain("<").contains("\\u003c/script>");
  }
}
