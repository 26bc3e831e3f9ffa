package io.fedlora.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fedlora.report.browser.BrowserTest;
import io.fedlora.report.page.Report;
import io.fedlora.report.reading.RunReading;
import io.fedlora.run.StubFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void keepsWhatTheReaderChoseFromEditionToEdition() throws Exception {
    Path whole = StubFolder.write(folder.resolve("run"), "pf2lora", 12, 8, 3);
    Path growing = Files.createDirectories(folder.resolve("kept"));
    Files.copy(whole.resolve("scenario.conf"), growing.resolve("scenario.conf"));
    copyPart(whole, growing, 0.4);
    String window = "document.querySelector('#figure-timeline .window').textContent";
    try (LivePage page = LivePage.open(0, new FolderNews(growing))) {
      tab.setUp(1200, 900, false);
      tab.open(page.address());
      tab.await("document.querySelector('#chart-timeline')");
      String early = eyebrow();
      tab.evaluate("document.querySelector('#figure-timeline [aria-label=\"Zoom in\"]').click()");
      tab.evaluate("document.querySelector('#figure-outcomes [aria-label^=Table]').click()");
      tab.evaluate("document.querySelector('#scenario').open = true");
      tab.evaluate("document.querySelector('#chart-timeline').focus()");
      tab.key("ArrowDown", "");
      String chosen = tab.evaluate(window).getAsString();
      assertThat(chosen).contains(" to ");
      copyPart(whole, growing, 0.8);
      tab.await("document.querySelector('.eyebrow').textContent !== '" + early + "'");
      assertThat(tab.evaluate(window).getAsString()).isEqualTo(chosen);
      assertThat(tab.evaluate("document.querySelector('#scenario').open").getAsBoolean()).isTrue();
      assertThat(
              tab.evaluate("document.querySelectorAll('#figure-outcomes table tr').length")
                  .getAsInt())
          .isGreaterThan(2);
      assertThat(tab.evaluate("document.activeElement.id").getAsString())
          .isEqualTo("chart-timeline");
      assertThat(tab.evaluate("document.getElementById('chosen').hidden").getAsBoolean()).isFalse();
      // The whole run follows its end.
      tab.key("0", "0");
      String late = eyebrow();
      copyPart(whole, growing, 1);
      Files.copy(whole.resolve("summary.json"), growing.resolve("summary.json"));
      tab.await("document.querySelector('.eyebrow').textContent !== '" + late + "'");
      assertThat(tab.evaluate(window).getAsString()).isEqualTo("whole run");
      this.page.isSound(page.address());
    }
  }

  @Test
  void aRunThatIsBrokenOffIsInterrupted() throws Exception {
    Path whole = StubFolder.write(folder.resolve("torn"), "pf2lora", 12, 8, 3);
    Path growing = Files.createDirectories(folder.resolve("broken"));
    Files.copy(whole.resolve("scenario.conf"), growing.resolve("scenario.conf"));
    copyPart(whole, growing, 0.6);
    try (LivePage page = LivePage.open(0, new FolderNews(growing))) {
      tab.open(page.address());
      tab.await("document.querySelector('.eyebrow')?.textContent.endsWith('running')");
    }
    tab.await("document.querySelector('.eyebrow').textContent.includes('interrupted')");
    assertThat(eyebrow()).endsWith("interrupted · fedlora resume " + growing + " goes on");
  }

  @Test
  void anotherRunAtTheSamePortIsNotTakenForThisOne() throws Exception {
    Path first = StubFolder.write(folder.resolve("first"), "pf2lora", 12, 4, 3);
    String data = Report.data(RunReading.of(first));
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/events",
        exchange -> {
          // As after the machine went down: the page never hears of the first run's end.
          String run = asked.getAndIncrement() == 0 ? "first" : "second";
          answer(
              exchange,
              "text/event-stream",
              "retry: 50\nevent: run\ndata: " + run + "\n\nevent: data\ndata: " + data + "\n\n");
        });
    server.createContext(
        "/", exchange -> answer(exchange, "text/html", Report.live("first", data)));
    server.start();
    try {
      tab.open("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      tab.await("document.getElementById('live-state').textContent.includes('another run')");
      assertThat(tab.evaluate("document.getElementById('live-state').textContent").getAsString())
          .isEqualTo("another run is served here now: reload");
      assertThat(asked.get()).isEqualTo(2);
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
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
