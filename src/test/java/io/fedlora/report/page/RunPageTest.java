package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.report.browser.BrowserTest;
import io.fedlora.report.browser.Tab;
import io.fedlora.run.StubFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunPageTest extends BrowserTest {
  private static final String WINDOW =
      "document.querySelector('#figure-timeline .window').textContent";

  private static final List<String> PARTS =
      List.of(
          "format",
          "state",
          "svg",
          "ticks",
          "hover",
          "table",
          "saving",
          "figure",
          "lines",
          "ranked",
          "histogram",
          "requests",
          "matrix",
          "trips",
          "overview");

  @TempDir private static Path folder;

  private static Path stress;
  private static Path small;

  @BeforeAll
  static void run() throws Exception {
    stress = Report.write(StubFolder.write(folder.resolve("stress"), "pf2lora", 200, 12, 3));
    small = Report.write(StubFolder.write(folder.resolve("small"), "pf2lora", 8, 6, 5));
  }

  private void open(Path file, int width, boolean dark) {
    tab.setUp(width, 900, dark);
    tab.open(file.toUri().toString());
  }

  @ParameterizedTest
  @CsvSource({"375,false", "375,true", "1600,false", "1600,true"})
  void bothSizesAreSoundAtAnyWidthInEitherTheme(int width, boolean dark) {
    for (Path file : new Path[] {small, stress}) {
      open(file, width, dark);
      page.isSound("file://");
      page.fits(width);
      page.isReadable();
      assertThat(theme()).isEqualTo(dark ? "dark" : "light");
    }
  }

  @Test
  void ofAnErrorTheGreatestIsTheWorst() throws Exception {
    Path run = StubFolder.write(folder.resolve("error"), "pf2lora", 8, 4, 5);
    Path summary = run.resolve("summary.json");
    String text = Files.readString(summary);
    Files.writeString(summary, text.replace("\"name\":\"score\"", "\"name\":\"mse\""));
    open(Report.write(run), 1200, false);
    page.isSound("file://");
    String tiles =
        "[...document.querySelectorAll('.tile')].find(t =>"
            + " t.textContent.startsWith('%s')).querySelector('.value').textContent";
    JsonObject metric = JsonParser.parseString(text).getAsJsonObject().getAsJsonObject("metric");
    assertThat(tab.evaluate(tiles.formatted("worst client")).getAsString())
        .isEqualTo(
            String.format(Locale.ROOT, "%.3f", metric.get("max").getAsDouble()).replace("-", "−"));
    assertThat(tab.evaluate("document.querySelector('#figure-loss h3').textContent").getAsString())
        .isEqualTo("Mean squared error");
  }

  @ParameterizedTest
  @CsvSource({"375", "1000", "1600"})
  void everyLabelHasItsName(int width) {
    open(small, width, false);
    assertThat(
            Tab.strings(
                tab.evaluate(
                    "[...document.querySelectorAll('#chart-labels text')].map(t =>"
                        + " t.textContent).filter(t => t.startsWith('topic'))")))
        .hasSize(8);
  }

  @Test
  void ofFortyWideNamesNoneIsLeftOut() throws Exception {
    open(small, 1200, false);
    script(
        "document.getElementById('main').append(matrixFigure({ id: 'wide', title: 'wide', rows: ['a', 'b'], columns:"
            + " Array.from({ length: 40 }, (_, i) => 'communication ' + i), values: [0, 1].map(r =>"
            + " Array(40).fill(r)), rowName: 'client', columnName: 'label', print: String })),"
            + " document.querySelector('#figure-wide .plot').redraw()");
    assertThat(
            tab.evaluate(
                    "[...document.querySelectorAll('#chart-wide text')].filter(t =>"
                        + " t.textContent.startsWith('communication')).length")
                .getAsInt())
        .isEqualTo(40);
  }

  @Test
  void tinyErrorsHaveBarsToo() throws Exception {
    open(small, 1200, false);
    assertThat(
            script(
                    "(c => { rankedBars(c, 500, 100, [3e-12, 2e-12].map((v, i) => ({ client: i,"
                        + " group: 'a', value: v })), 'mse'); return"
                        + " Math.max(...[...c.querySelectorAll('rect')].map(r =>"
                        + " r.getAttribute('width'))); })(svg('svg', {}))")
                .getAsDouble())
        .isGreaterThan(200);
  }

  @ParameterizedTest
  @CsvSource({
    "2.7e-12,true",
    "2.7e−12 ± 1.0e−13,true",
    "0.753 ± 4.1e-4,true",
    "4m 54s,true",
    "–,true",
    "homlora,false",
    "0.5 to 0.8,false"
  })
  void figuresStandAtTheRightOfTheirColumn(String text, boolean figure) throws Exception {
    open(small, 1200, false);
    assertThat(script("FIGURES.test('" + text + "')").getAsBoolean()).isEqualTo(figure);
  }

  @Test
  void sharesAddUpToTheWhole() throws Exception {
    open(small, 1200, false);
    assertThat(Tab.strings(script("sharesOf([0.0041, 0.9957, 0, 0.0002])")))
        .containsExactly("0.4\u00a0%", "99.6\u00a0%", "0\u00a0%", "less than 0.1\u00a0%");
    assertThat(Tab.strings(script("sharesOf([1 / 3, 1 / 3, 1 / 3, 0])")))
        .containsExactly("34\u00a0%", "33\u00a0%", "33\u00a0%", "0\u00a0%");
  }

  @Test
  void theSwitchChangesTheThemeAndThePageRemembersIt() {
    open(small, 1200, false);
    tab.evaluate("document.getElementById('theme').click()");
    assertThat(theme()).isEqualTo("dark");
    page.isReadable();
    open(stress, 1200, false);
    try {
      assertThat(theme()).isEqualTo("dark");
    } finally {
      tab.evaluate("localStorage.clear()");
    }
    open(stress, 1200, false);
    assertThat(theme()).isEqualTo("light");
  }

  private String theme() {
    return tab.evaluate("document.documentElement.dataset.theme").getAsString();
  }

  @Test
  void pointingAtALaneTellsWhatTheClientDid() {
    open(small, 1200, false);
    place("#chart-timeline");
    tab.mouse(
        "mouseMoved", number("box.left + box.width * 0.15"), number("box.top + 26 + 15"), false);
    assertThat(tab.evaluate("document.getElementById('hint').hidden").getAsBoolean()).isFalse();
    assertThat(tab.evaluate("document.getElementById('hint').textContent").getAsString())
        .startsWith("client ");
    tab.mouse("mouseMoved", 2, 2, false);
    assertThat(tab.evaluate("document.getElementById('hint').hidden").getAsBoolean()).isTrue();
  }

  @Test
  void pointingAtALineTellsItsValues() {
    open(small, 1200, false);
    place("#chart-quality-round");
    tab.mouse("mouseMoved", number("box.left + box.width / 2"), number("box.top + 80"), false);
    assertThat(tab.evaluate("document.getElementById('hint').textContent").getAsString())
        .startsWith("round ")
        .contains("mean ");
  }

  @Test
  void draggingZoomsAndADoubleClickShowsAllAgain() {
    open(stress, 1200, false);
    assertThat(tab.evaluate(WINDOW).getAsString()).isEqualTo("whole run");
    place("#chart-timeline");
    double y = number("box.top + 60");
    tab.mouse("mouseMoved", number("box.left + box.width * 0.3"), y, false);
    tab.mouse("mousePressed", number("box.left + box.width * 0.3"), y, true);
    tab.mouse("mouseMoved", number("box.left + box.width * 0.5"), y, true);
    tab.mouse("mouseReleased", number("box.left + box.width * 0.5"), y, true);
    assertThat(tab.evaluate(WINDOW).getAsString()).contains(" to ");
    page.isSound("file://");
    tab.evaluate(
        "document.querySelector('#chart-timeline').dispatchEvent(new MouseEvent('dblclick',"
            + " {bubbles: true}))");
    assertThat(tab.evaluate(WINDOW).getAsString()).isEqualTo("whole run");
  }

  @Test
  void theKeyboardZoomsMovesAndReads() {
    open(small, 1200, false);
    tab.evaluate("document.querySelector('#chart-timeline').focus()");
    tab.key("+", "+");
    String zoomed = tab.evaluate(WINDOW).getAsString();
    assertThat(zoomed).contains(" to ");
    tab.key("ArrowRight", "");
    assertThat(tab.evaluate(WINDOW).getAsString()).isNotEqualTo(zoomed);
    tab.key("ArrowDown", "");
    tab.key(".", ".");
    assertThat(tab.evaluate("document.getElementById('spoken').textContent").getAsString())
        .startsWith("client ")
        .contains("round 1");
    tab.key("0", "0");
    assertThat(tab.evaluate(WINDOW).getAsString()).isEqualTo("whole run");
    page.isSound("file://");
  }

  @Test
  void aChartCanBeSavedAsSvgThatNeedsNothingOfThePage() {
    open(small, 1200, true);
    keepWhatIsSaved();
    tab.evaluate("document.querySelector('#figure-timeline .tools button').click()");
    String whole = tab.evaluate("saved.text()").getAsString();
    // What is chosen shows where the reader is, and is no part of the drawing.
    tab.evaluate("document.querySelector('#chart-timeline').focus()");
    tab.key("ArrowDown", "");
    assertThat(tab.evaluate("document.getElementById('hint').textContent").getAsString())
        .startsWith("client ");
    String drawn = "document.querySelector('#chart-timeline').outerHTML";
    JsonElement before = tab.evaluate(drawn);
    tab.evaluate("document.querySelector('#figure-timeline .tools button').click()");
    String svg = tab.evaluate("saved.text()").getAsString();
    assertThat(svg).startsWith("<?xml").contains("client 0").doesNotContain("var(", "class=");
    assertThat(svg).contains(">training</text>", ">upload</text>", ">deadline</text>");
    assertThat(svg)
        .contains("<title>Every client</title>", ">Every client</text>", "viewBox=\"-8 ")
        .containsPattern("<desc>Run stress, method pf2lora, seed 5, fingerprint [0-9a-f]{64};");
    assertThat(svg.split("<rect", -1)).hasSameSizeAs(whole.split("<rect", -1));
    assertThat(tab.evaluate(drawn)).isEqualTo(before);
    assertThat(
            tab.evaluate(
                    "saved.text().then(t => new DOMParser().parseFromString(t,"
                        + " 'image/svg+xml').querySelectorAll('parsererror').length)")
                .getAsInt())
        .isZero();
  }

  @Test
  void aChartsDataCanBeSavedAsCsv() {
    open(small, 1200, false);
    keepWhatIsSaved();
    tab.evaluate("document.querySelectorAll('#figure-clients-final .tools button')[1].click()");
    assertThat(tab.evaluate("saved.text()").getAsString().lines())
        .hasSize(9)
        .first()
        .isEqualTo("client,group,score,after_local");
  }

  @Test
  void aChartsDataCanBeShownAsATable() {
    open(small, 1200, false);
    tab.evaluate("document.querySelectorAll('#figure-participation .tools button')[2].click()");
    assertThat(
            tab.evaluate(
                    "document.querySelector('#figure-participation .data-view table').textContent")
                .getAsString())
        .contains("updates merged");
  }

  @Test
  void wholeMarksAreAtOneWholeDistance() throws Exception {
    open(small, 1200, false);
    assertThat(marks("wholeTicks(1, 12, 5)")).containsExactly("1", "5", "10");
    assertThat(marks("wholeTicks(1, 6, 5)")).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(marks("wholeTicks(1, 12, 8)")).containsExactly("1", "3", "5", "7", "9", "11");
    assertThat(marks("wholeTicks(0, 3, 4)")).containsExactly("0", "1", "2", "3");
    assertThat(marks("wholeTicks(1, 200, 5)")).containsExactly("1", "50", "100", "150", "200");
  }

  @Test
  void aSmallCohortFillsItsChart() throws Exception {
    open(small, 1200, false);
    assertThat(marks("overviewMarks(7.5, 1000)")).containsExactly("0", "5", "10");
    assertThat(marks("overviewMarks(700, 1000)")).containsExactly("0", "500", "1000");
  }

  private List<String> marks(String expression) throws IOException {
    return Tab.strings(script("(" + expression + ").map(String)"));
  }

  @Test
  void anErrorThatFallsFarIsDrawnAlongPowersOfTenOrEvenly() throws Exception {
    open(small, 1200, false);
    String chart =
        "document.getElementById('main').append(lineFigure({ id: 'far', title: 'far', x: 'round', y:"
            + " format.score, yName: 'mse', less: %s, series: [{ name: 'mean', colour: 'red', points:"
            + " [[1, 1], [2, 1e-3], [3, 3e-12]] }] })), document.querySelector('#figure-far"
            + " .plot').redraw(true), [...document.querySelectorAll('#chart-far text')].map(t =>"
            + " t.textContent)";
    assertThat(Tab.strings(script(chart.formatted("true"))))
        .contains("mse (log scale)", "1", "1e−12");
    String button = "document.querySelector('#figure-far .tools button')";
    tab.evaluate(button + ".click()");
    assertThat(tab.evaluate(button + ".getAttribute('aria-pressed')").getAsString())
        .isEqualTo("false");
    assertThat(tab.evaluate("document.querySelector('#chart-far').textContent").getAsString())
        .doesNotContain("log scale", "1e−12");
    tab.evaluate("document.querySelector('#figure-far').remove()");
    assertThat(Tab.strings(script(chart.formatted("false"))))
        .contains("mse")
        .doesNotContain("1e−12");
  }

  @Test
  void theOrderOfManyClientsEndsAtItsExtremes() throws Exception {
    open(small, 1200, false);
    assertThat(
            script(
                    "areaOf(Array.from({ length: 5000 }, (_, i) => (i === 4999 ? 1 : 0.5)), 5000,"
                        + " scale(0, 5000, 0, 400), scale(0, 1, 100, 0))")
                .getAsString())
        .endsWith(" 0.0H400.0V100.0Z");
  }

  @Test
  void cellsAreWrittenOnOnlyWhereTheWidestTextHasRoom() {
    for (int width : new int[] {375, 768, 1024, 1600}) {
      open(small, width, false);
      assertThat(
              tab.evaluate(
                      "(() => { const boxes = [...document.querySelectorAll('.chart"
                          + " text.cell')].map(t => t.getBoundingClientRect()); return"
                          + " boxes.filter((a, i) => i && Math.abs(boxes[i - 1].top - a.top) < 1 &&"
                          + " boxes[i - 1].right > a.left && boxes[i - 1].left < a.left).length;"
                          + " })()")
                  .getAsInt())
          .as("texts in one another at " + width)
          .isZero();
    }
  }

  @Test
  void aClientIsFollowedThroughThePage() {
    open(small, 1200, false);
    String marked = "document.querySelectorAll('%s .%s').length";
    assertThat(tab.evaluate(marked.formatted("#chart-timeline", "window")).getAsInt()).isZero();
    place("#chart-clients-final");
    tab.evaluate(
        "document.querySelector('#chart-clients-final').dispatchEvent(new MouseEvent('click',"
            + " {clientX: box.left + 9, clientY: box.top + 30}))");
    assertThat(tab.evaluate("document.getElementById('chosen').textContent").getAsString())
        .matches("client \\d ×");
    assertThat(tab.evaluate(marked.formatted("#chart-timeline", "window")).getAsInt()).isEqualTo(1);
    assertThat(tab.evaluate(marked.formatted("#chart-labels", "chosen")).getAsInt()).isEqualTo(1);
    page.isReadable();
    tab.evaluate("document.getElementById('chosen').click()");
    assertThat(tab.evaluate("document.getElementById('chosen').hidden").getAsBoolean()).isTrue();
    assertThat(tab.evaluate(marked.formatted("#chart-labels", "chosen")).getAsInt()).isZero();
  }

  @Test
  void aRunThatMergedNothingReachedNothing() throws Exception {
    Path run = StubFolder.write(folder.resolve("unmerged"), "pf2lora", 8, 4, 5);
    Path events = run.resolve("events.jsonl");
    Files.writeString(
        events,
        Files.readString(events)
            .replaceAll(
                "\"type\":\"update-merged\"",
                "\"reason\":\"quorum-missed\",\"type\":\"request-cancelled\""));
    open(Report.write(run), 1200, false);
    assertThat(tab.evaluate("document.querySelector('#quality > p').textContent").getAsString())
        .startsWith("Nothing was merged: a mean score of")
        .contains("untouched start");
    assertThat(tab.evaluate("document.querySelector('#figure-reached')").isJsonNull()).isTrue();
    page.isSound("file://");
  }

  @Test
  void aRunThatWasKilledEarlySaysHowToGoOn() throws Exception {
    Path killed = Files.createDirectories(folder.resolve("killed"));
    Path whole = small.resolveSibling("scenario.conf");
    Files.copy(whole, killed.resolve("scenario.conf"));
    Files.writeString(killed.resolve("events.jsonl"), "{\"t\":0,\"type\":\"run-started\"}\n");
    open(Report.write(killed), 1200, false);
    assertThat(tab.evaluate("document.querySelector('.eyebrow').textContent").getAsString())
        .isEqualTo(
            "pf2lora · seed 5 · 8 clients · round 0 of 6 · interrupted · fedlora resume "
                + killed
                + " goes on");
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  @Tag("full")
  void tenThousandClientsOpenWithinThreeSeconds() throws Exception {
    Path file = Report.write(StubFolder.write(folder.resolve("many"), "pf2lora", 10_000, 8, 3));
    assertThat(Files.size(file)).isLessThan(10_000_000);
    tab.setUp(1600, 900, false);
    long begun = System.nanoTime();
    tab.open(file.toUri().toString());
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("10,000 clients: %d bytes, open in %.2f s%n", Files.size(file), seconds);
    assertThat(seconds).isLessThan(3);
    page.isSound("file://");
    assertThat(
            tab.evaluate("document.querySelector('#figure-timeline h3').textContent").getAsString())
        .startsWith("160 of the 10,000 clients that took part");
  }

  /** The value of an expression that may call what the page's script is made of. */
  private JsonElement script(String expression) throws IOException {
    StringBuilder text = new StringBuilder("(() => {");
    for (String part : PARTS) {
      try (InputStream in =
          RunPageTest.class.getResourceAsStream("/io/fedlora/report/script/" + part + ".js")) {
        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      }
    }
    return tab.evaluate(text + "return (" + expression + "); })()");
  }

  private void keepWhatIsSaved() {
    tab.evaluate(
        "(() => { const real = URL.createObjectURL; URL.createObjectURL = b => { window.saved = b;"
            + " return real.call(URL, b); }; })()");
  }

  private void place(String chart) {
    tab.evaluate(
        "(() => { document.documentElement.style.scrollBehavior = 'auto'; const e ="
            + " document.querySelector('"
            + chart
            + "'); e.scrollIntoView({block: 'center'}); window.box = e.getBoundingClientRect();"
            + " })()");
  }

  private double number(String expression) {
    return tab.evaluate(expression).getAsDouble();
  }
}
