package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LiveRunTest {
  private static final Pattern ADDRESS = Pattern.compile("live at (http://127\\.0\\.0\\.1:\\d+/)");

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void servesTheRunWhileItGoesOnAndEndsWithIt() throws Exception {
    // Made before, since the run takes no longer than that on a busy machine.
    HttpClient http = HttpClient.newHttpClient();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            Shell.UNLIMITED,
            Shell.UNLIMITED,
            false,
            () -> false);
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () ->
                Fedlora.execute(
                    shell,
                    "run",
                    "scenarios/tiny.conf",
                    "rounds=6",
                    "--live",
                    "--port",
                    "0",
                    "--out",
                    folder.resolve("run").toString()));
    String address = address(err);
    HttpResponse<java.util.stream.Stream<String>> events =
        http.send(
            HttpRequest.newBuilder(URI.create(address + "events")).build(),
            HttpResponse.BodyHandlers.ofLines());
    List<String> lines = events.body().toList();
    assertThat(run.get()).isZero();
    assertThat(lines).contains("event: data", "event: end");
    String last = lines.stream().filter(line -> line.startsWith("data: {")).reduce("", (a, b) -> b);
    assertThat(last).contains("\"state\":\"completed\"", "\"name\":\"tiny\"");
  }

  @Test
  @Timeout(120)
  void aRunThatIsGoneOnWithIsServedToo() throws Exception {
    Path run = folder.resolve("run");
    assertThat(
            CommandLineCall.of("run", "scenarios/tiny.conf", "--quiet", "--out", run.toString())
                .status())
        .isZero();
    Files.delete(run.resolve("summary.json"));
    CommandLineCall call =
        CommandLineCall.of("resume", run.toString(), "--live", "--port", "0", "--quiet");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.err()).startsWith("live at http://127.0.0.1:").hasLineCount(1);
    assertThat(run.resolve("summary.json")).isRegularFile();
  }

  private static String address(StringWriter err) throws InterruptedException {
    while (true) {
      Matcher matcher = ADDRESS.matcher(err.toString());
      if (matcher.find()) {
        return matcher.group(1);
      }
      Thread.sleep(20);
    }
  }

  @Test
  void aPortThatIsTakenIsBadInputAndNothingIsWritten() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Path out = folder.resolve("never");
      CommandLineCall call =
          CommandLineCall.of(
              "run",
              "scenarios/tiny.conf",
              "--live",
              "--port",
              String.valueOf(taken.getLocalPort()),
              "--out",
              out.toString());
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.err()).contains("is taken", "--port 0").hasLineCount(1);
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void aPortThatIsNoneIsBadInput() {
    CommandLineCall call =
        CommandLineCall.of("run", "scenarios/tiny.conf", "--live", "--port=70000");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("--port 70000").hasLineCount(1);
  }
}
