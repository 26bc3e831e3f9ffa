package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.report.browser.BrowserTest;
import io.fedlora.report.browser.Tab;
import io.fedlora.run.StubFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparePageTest extends BrowserTest {
  @TempDir private static Path folder;

  private static final List<String> METHODS =
      List.of(
          "pf2lora",
          "homlora",
          "hetlora",
          "fedit",
          "local-only",
          "fedbf",
          "fedlr",
          "flora",
          "flexlora",
          "ffa-lora");

  private static Path file;
  private static Path many;
  private static Path grid;

  @BeforeAll
  static void compareFiveRuns() throws Exception {
    List<Path> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(StubFolder.write(folder.resolve("pf-" + seed), "pf2lora", 10, 6, seed));
    }
    for (int seed = 1; seed <= 2; seed++) {
      runs.add(StubFolder.write(folder.resolve("hom-" + seed), "homlora", 10, 6, seed));
    }
    Comparison.of(runs).write(folder.resolve("out"), "Five runs");
    file = folder.resolve("out/comparison.html");
    List<Path> all = new ArrayList<>();
    for (String method : METHODS) {
      for (int seed = 1; seed <= 2; seed++) {
        all.add(StubFolder.write(folder.resolve(method + "/seed-" + seed), method, 8, 4, seed));
      }
    }
    Comparison.of(all).write(folder.resolve("many"), "Ten methods");
    many = folder.resolve("many/comparison.html");
    grid = sweep();
  }

  /** Three steps by three rates by two seeds, each a little better than the one before. */
  private static Path sweep() throws Exception {
    List<Path> all = new ArrayList<>();
    double above = 0;
    for (String steps : List.of("1", "2", "4")) {
      for (String rate : List.of("0.001", "0.01", "0.1")) {
        for (int seed = 1; seed <= 2; seed++) {
          Path run = folder.resolve("sweep/" + steps + "-" + rate + "-" + seed);
          StubFolder.write(run, "pf2lora", 8, 3, seed);
          Path scenario = run.resolve("scenario.conf");
          Files.writeString(
              scenario,
              Files.readString(scenario)
                  + "\nlocal.steps = %s\nmethod.learning-rate = %s\n".formatted(steps, rate));
          raise(run, above);
          all.add(run);
        }
        above += 0.02;
      }
    }
    Path out = folder.resolve("sweep");
    Comparison.of(all, List.of("local.steps", "method.learning-rate"), Comparison.Choice.NONE)
        .write(out, "Steps and rates");
    return out.resolve("comparison.html");
  }

  /** Gives every client more of the score, at the end and in the rounds. */
  private static void raise(Path run, double more) throws Exception {
    JsonObject summary =
        JsonParser.parseString(Files.readString(run.resolve("summary.json"))).getAsJsonObject();
    JsonObject metric = summary.getAsJsonObject("metric");
    JsonArray clients = new JsonArray();
    metric.getAsJsonArray("perClient").forEach(one -> clients.add(one.getAsDouble() + more));
    metric.add("perClient", clients);
    Files.writeString(run.resolve("summary.json"), summary.toString());
    List<String> rounds = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("rounds.jsonl"))) {
      JsonObject round = JsonParser.parseString(line).getAsJsonObject();
      if (round.has("metric") && !round.get("metric").isJsonNull()) {
        round.addProperty("metric", round.get("metric").getAsDouble() + more);
      }
      rounds.add(round.toString());
    }
    Files.write(run.resolve("rounds.jsonl"), rounds);
  }

  @ParameterizedTest
  @CsvSource({"375,false", "1600,true"})
  void fiveRunsAreSoundAtAnyWidthInEitherTheme(int width, boolean dark) {
    tab.setUp(width, 900, dark);
    tab.open(file.toUri().toString());
    page.isSound("file://");
    page.fits(width);
    page.isReadable();
    assertThat(tab.evaluate("document.querySelector('.eyebrow').textContent").getAsString())
        .isEqualTo("5 runs · 2 settings · 3 seeds");
    assertThat(
            tab.evaluate("document.querySelector('#figure-comparison').textContent").getAsString())
        .contains("pf2lora", "homlora", " ± ");
    assertThat(count("#figure-quality-round path.spread")).isEqualTo(2);
  }

  /** A run that was killed says nothing of what comes later; the others alone are no mean. */
  @Test
  void aMeanEndsWhereARunOfItBrokeOff() throws Exception {
    Path whole = StubFolder.write(folder.resolve("whole"), "pf2lora", 8, 6, 1);
    Path broken = StubFolder.write(folder.resolve("broken"), "pf2lora", 8, 6, 2);
    Files.delete(broken.resolve("summary.json"));
    keep(broken.resolve("rounds.jsonl"), line -> number(line, "round") <= 4);
    long end = number(Files.readAllLines(broken.resolve("rounds.jsonl")).get(3), "t");
    keep(broken.resolve("events.jsonl"), line -> number(line, "t") <= end);
    Comparison.of(List.of(whole, broken)).write(folder.resolve("broken-off"), "One broke off");
    open(folder.resolve("broken-off/comparison.html"), 1280);
    assertThat(lastPoint("quality-round")).isEqualTo("4");
    double seconds = end / 1e9;
    assertThat(Double.parseDouble(lastPoint("quality-time").split(" ")[0]))
        .isBetween(0.9 * seconds, 1.1 * seconds);
    assertThat(count("#figure-traffic .plot path")).isPositive();
  }

  private static void keep(Path file, Predicate<String> which) throws IOException {
    Files.write(file, Files.readAllLines(file).stream().filter(which).toList());
  }

  private static long number(String line, String field) {
    return JsonParser.parseString(line).getAsJsonObject().get(field).getAsLong();
  }

  /** Where the line of a chart ends, by its table. */
  private String lastPoint(String chart) {
    tab.evaluate(
        "[...document.querySelectorAll('#figure-%s button')].find(b => b.textContent === 'Table').click()"
            .formatted(chart));
    return tab.evaluate(
            "[...document.querySelectorAll('#figure-%s .data-view tbody tr')].map(r => [...r.cells].map(c => c.textContent)).filter(r => /\\d/.test(r[2])).at(-1)[1]"
                .formatted(chart))
        .getAsString();
  }

  @Test
  void ofManySettingsTheBestStandOutUntilOthersAreChosen() throws Exception {
    open(many, 1400);
    page.isSound("file://");
    assertThat(count(".chooser button[aria-pressed]")).isEqualTo(METHODS.size());
    assertThat(count(".chooser button[aria-pressed=true]")).isEqualTo(6);
    assertThat(count("#figure-quality-round path.mute")).isEqualTo(METHODS.size() - 6);
    tab.evaluate("document.querySelector('.chooser button[aria-pressed=false]').click()");
    assertThat(count("#figure-quality-round path.mute")).isEqualTo(METHODS.size() - 7);
    assertThat(count(".chooser button[aria-pressed=true]")).isEqualTo(7);
    page.isSound("file://");
    assertThat(Files.size(many)).isLessThan(10_000_000);
  }

  @Test
  void manySettingsFitANarrowWindow() {
    open(many, 375);
    page.isSound("file://");
    page.fits(375);
    page.isReadable();
  }

  @Test
  void spreadsMoveBelowTheirValuesWhereTheTableIsTooWide() {
    String table = "document.querySelector('.comparison .table-scroll')";
    String hidden = table + ".scrollWidth - " + table + ".clientWidth";
    open(file, 1280);
    assertThat(count(".comparison .stacked .spread")).isPositive();
    assertThat(tab.evaluate(hidden).getAsInt()).isLessThanOrEqualTo(1);
    assertThat(texts(".comparison .spread")).anyMatch(text -> text.matches(" ± 0\\.\\d+"));
    open(file, 1600);
    assertThat(count(".comparison .stacked")).isZero();
  }

  @Test
  void theTableIsSortedByWhatIsClicked() {
    open(many, 1400);
    String first = "document.querySelector('.comparison tbody td').textContent";
    String byName = "document.querySelector('.comparison .sort').click()";
    tab.evaluate(byName);
    assertThat(tab.evaluate(first).getAsString()).isEqualTo("fedbf");
    assertThat(count(".comparison th[aria-sort=ascending]")).isEqualTo(1);
    tab.evaluate(byName);
    assertThat(tab.evaluate(first).getAsString()).isEqualTo("pf2lora");
    assertThat(count(".comparison th[aria-sort=descending]")).isEqualTo(1);
    assertThat(count(".comparison td.best")).isPositive();
  }

  @Test
  void headingsStandInOrderAndTablesAreMovedWithTheKeyboard() {
    for (int width : List.of(375, 1600)) {
      open(grid, width);
      List<String> levels =
          Tab.strings(
              tab.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => h.tagName[1])"));
      for (int i = 1; i < levels.size(); i++) {
        assertThat(Integer.parseInt(levels.get(i)))
            .as(levels.toString())
            .isLessThanOrEqualTo(Integer.parseInt(levels.get(i - 1)) + 1);
      }
      assertThat(count(".table-scroll")).isGreaterThanOrEqualTo(3);
      String wider =
          "[...document.querySelectorAll('.table-scroll')].filter(b => b.scrollWidth > b.clientWidth + 1)";
      String reached =
          wider + ".filter(b => b.matches('[tabindex=\"0\"][role=region][aria-label]')).length";
      assertThat(tab.evaluate(reached).getAsInt())
          .as("tables that are wider than the page can be moved with the keyboard")
          .isEqualTo(tab.evaluate(wider + ".length").getAsInt());
      if (width == 375) {
        assertThat(tab.evaluate(wider + ".length").getAsInt()).isPositive();
      }
    }
  }

  @Test
  void rowsOfChartsHaveValuesForNamesAndNoTwoLookTheSame() {
    for (int width : List.of(375, 1024, 1600)) {
      open(grid, width);
      page.isSound("file://");
      page.fits(width);
      page.isReadable();
      for (String chart : List.of("standing", "clients-final", "differences", "activity")) {
        List<String> names =
            Tab.strings(
                tab.evaluate(
                    "[...document.querySelectorAll('#chart-"
                        + chart
                        + " text.strong[text-anchor=end]')].map(t => t.textContent)"
                        + ".filter(t => t.includes(' · '))"));
        assertThat(names)
            .as(chart + " at " + width)
            .hasSizeGreaterThanOrEqualTo(8)
            .doesNotHaveDuplicates()
            .allMatch(name -> name.matches("\\d · 0\\.\\d+"));
        assertThat(texts("#chart-" + chart)).contains("steps · learning-rate");
      }
    }
  }

  @Test
  void namesThatAreTooLongLoseTheirMiddle() throws Exception {
    String html = Files.readString(grid);
    Path longer = folder.resolve("longer.html");
    Files.writeString(
        longer,
        html.replaceAll("\"(\\d) · (0\\.\\d+)\"", "\"a-method-of-a-long-name-$1 · and-more-$2\""));
    open(longer, 375);
    List<String> rows = texts("#chart-standing");
    assertThat(rows).anyMatch(name -> name.matches("a-method.*….*0\\.\\d+"));
    assertThat(count("#figure-standing.wide")).isEqualTo(1);
    open(grid, 1600);
    assertThat(count("#figure-standing.wide")).isZero();
  }

  @Test
  void theBaselineIsSetAgainstTheOthersClientByClient() {
    open(grid, 1600);
    // Each seed's runs are above the baseline's by the same, so that no interval holds 0.
    assertThat(texts("#chart-differences")).contains("+0.020 (0.020 to 0.020)");
    assertThat(texts("#chart-gains")).contains("100\u00a0%");
    assertThat(count("#chart-pairs line.reference")).isEqualTo(6);
    assertThat(texts("#chart-pairs")).contains("gain 100\u00a0%, lose 0\u00a0%");
    assertThat(count("#figure-comparison td.best")).isPositive();
    assertThat(tab.evaluate("document.querySelector('#paired p').textContent").getAsString())
        .contains("Each setting less steps 1, learning-rate 0.001", "of two seeds they are wide");
    tab.evaluate("document.querySelector('.chooser .all:last-child').click()");
    assertThat(count("#chart-pairs line.reference")).isZero();
    assertThat(texts("#chart-pairs")).contains("Choose a setting other than the baseline.");
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void theResponseToEachSweptKeyHasItsBestMarked() {
    open(grid, 1600);
    assertThat(count("#chart-response-local-steps path.line")).isEqualTo(3);
    assertThat(count("#chart-response-method-learning-rate path.line")).isEqualTo(3);
    assertThat(count("#chart-response-method-learning-rate circle.best-of")).isEqualTo(1);
    assertThat(texts("#figure-response-method-learning-rate figcaption p"))
        .contains("A line for each value of steps. Along powers of ten.");
    assertThat(texts("#figure-response-local-steps figcaption p"))
        .contains("A line for each value of learning-rate.");
    assertThat(count("#chart-response-grid path")).isPositive();
    assertThat(tab.evaluate("document.querySelector('#response p').textContent").getAsString())
        .contains("The best mean is that of steps 4, learning-rate 0.1");
    open(file, 1600);
    assertThat(count("#response")).as("of two methods").isZero();
  }

  @Test
  void clientsThatTieForTheWorstAreCounted() {
    open(grid, 1600);
    assertThat(tab.evaluate("document.querySelector('#runs tbody').textContent").getAsString())
        .containsPattern("clients? \\d");
  }

  @Test
  void pointingAtAGreyLineTellsWhoseItIs() {
    open(many, 1400);
    tab.evaluate(
        "document.documentElement.style.scrollBehavior = 'auto', window.box = (() => { const e ="
            + " document.querySelector('#chart-quality-round'); e.scrollIntoView({block:"
            + " 'center'}); return e.getBoundingClientRect(); })(), window.line ="
            + " document.querySelector('#chart-quality-round path.mute').getPointAtLength(0)");
    tab.mouse(
        "mouseMoved",
        tab.evaluate("box.left + line.x").getAsDouble(),
        tab.evaluate("box.top + line.y").getAsDouble(),
        false);
    // Six that stand out, and the grey one that the pointer is at.
    assertThat(tab.evaluate("document.getElementById('hint').textContent").getAsString().lines())
        .hasSizeGreaterThan(1 + 6);
  }

  @ParameterizedTest
  @CsvSource({"375", "1400"})
  void everySettingOfAScatterIsNamedBesideItsPointOrBelow(int width) {
    open(many, width);
    String chosen =
        "[...document.querySelectorAll('.chooser button[aria-pressed=true]')].map(b =>"
            + " b.textContent)";
    for (String chart : List.of("#chart-score-traffic", "#chart-score-flops")) {
      // The stub gives every method the same scores and costs, so that most names have no room.
      assertThat(count(chart + " g.key text")).isEqualTo(6 + 1);
      String names = "[...document.querySelectorAll('" + chart + " text')].map(t => t.textContent)";
      assertThat(Tab.strings(tab.evaluate(names))).containsAll(Tab.strings(tab.evaluate(chosen)));
      assertThat(
              tab.evaluate(
                      "(c => [...c.querySelectorAll('g.key text')].every(t => { const b ="
                          + " t.getBBox(); return b.x + b.width <= c.viewBox.baseVal.width && b.y +"
                          + " b.height <= c.viewBox.baseVal.height; }))(document.querySelector('"
                          + chart
                          + "'))")
                  .getAsBoolean())
          .isTrue();
    }
  }

  @Test
  void theTableIsSavedWithItsPlainFigures() throws Exception {
    open(file, 1400);
    tab.evaluate(
        "(() => { const real = URL.createObjectURL; URL.createObjectURL = b => { window.saved = b;"
            + " return real.call(URL, b); }; })()");
    tab.evaluate("document.querySelector('#figure-comparison .tools button').click()");
    assertThat(tab.evaluate("saved.text()").getAsString())
        .isEqualTo(Files.readString(folder.resolve("out/comparison.csv")));
  }

  private void open(Path page, int width) {
    tab.setUp(width, 900, false);
    tab.open(page.toUri().toString());
  }

  private List<String> texts(String selector) {
    return Tab.strings(
        tab.evaluate(
            "[...document.querySelectorAll('"
                + selector
                + " text, "
                + selector
                + "')].map(t => t.textContent)"));
  }

  private int count(String selector) {
    return tab.evaluate("document.querySelectorAll('" + selector + "').length").getAsInt();
  }
}
