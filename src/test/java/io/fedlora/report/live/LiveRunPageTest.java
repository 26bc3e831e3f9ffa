package io.fedlora.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.report.browser.BrowserTest;
import io.fedlora.run.StubFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunPageTest extends BrowserTest {
  @TempDir private Path folder;

  @Test
  void followsARunToItsEnd() throws Exception {
    Path whole = StubFolder.write(folder.resolve("whole"), "pf2lora", 12, 8, 3);
    Path growing = folder.resolve("growing");
    Files.createDirectories(growing);
    try (LivePage page = LivePage.open(0, new FolderNews(growing))) {
      tab.setUp(1200, 900, false);
      tab.open(page.address());
      assertThat(tab.evaluate("document.getElementById('main').textContent").getAsString())
          .contains("being prepared");
      Files.copy(whole.resolve("scenario.conf"), growing.resolve("scenario.conf"));
      copyPart(whole, growing, 0.5);
      tab.await("document.querySelector('h1')?.textContent === 'stress'");
      assertThat(eyebrow()).contains("of 8 · running");
      int charts = charts();
      copyPart(whole, growing, 1);
      Files.copy(whole.resolve("summary.json"), growing.resolve("summary.json"));
      tab.await("!document.querySelector('.eyebrow').textContent.includes('running')");
      assertThat(charts()).isGreaterThanOrEqualTo(charts);
      this.page.isSound(page.address());
      assertThat(tab.evaluate("document.getElementById('live-state').textContent").getAsString())
          .isEqualTo("● live");
    }
    tab.await("document.getElementById('live-state').textContent === 'the run has ended'");
    assertThat(tab.complaints()).isEmpty();
    assertThat(eyebrow())
        .contains("12 clients", "8 rounds")
        .doesNotContain("running", "interrupted");
  }

  private String eyebrow() {
    return tab.evaluate("document.querySelector('.eyebrow').textContent").getAsString();
  }

  private int charts() {
    return tab.evaluate("document.querySelectorAll('svg.chart').length").getAsInt();
  }

  /** As a run would leave its files in the middle of writing: the last line torn. */
  private static void copyPart(Path from, Path to, double share) throws Exception {
    for (String name : List.of("clients.jsonl", "rounds.jsonl", "events.jsonl")) {
      byte[] bytes = Files.readAllBytes(from.resolve(name));
      Files.write(to.resolve(name), java.util.Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }
  }
}
