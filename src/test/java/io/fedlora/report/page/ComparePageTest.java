package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.report.browser.BrowserTest;
import io.fedlora.report.browser.Tab;
import io.fedlora.run.StubFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void whatOnlySomeRunsReachedIsNotTheBest() throws Exception {
    String html = Files.readString(file);
    Matcher reached =
        Pattern.compile("(\"table\":\\[\\[(?:\"[^\"]*\",){7})\"[^\"]*\"").matcher(html);
    assertThat(reached.find()).isTrue();
    Path some = folder.resolve("some.html");
    Files.writeString(some, reached.replaceFirst("$1\"0.1 (1 of 3)\""));
    open(some, 1400);
    page.isSound("file://");
    assertThat(count(".comparison tbody tr:nth-child(1) td:nth-child(8).best")).isZero();
    assertThat(count(".comparison tbody tr:nth-child(1) td:nth-child(8).number")).isEqualTo(1);
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

  private int count(String selector) {
    return tab.evaluate("document.querySelectorAll('" + selector + "').length").getAsInt();
  }
}
