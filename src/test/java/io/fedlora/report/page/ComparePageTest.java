package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.report.browser.BrowserTest;
import io.fedlora.run.StubFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparePageTest extends BrowserTest {
  @TempDir private static Path folder;

  private static Path file;

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
  }
}
