package io.fedlora.report.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePageTest {
  @TempDir private Path folder;

  private LivePage open(int port) throws IOException {
    return LivePage.open(port, new FolderNews(folder.resolve("run")));
  }

  private static int port(LivePage page) {
    return URI.create(page.address()).getPort();
  }

  private static String ask(LivePage page, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port(page))) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String get(LivePage page, String path, String host) throws IOException {
    return ask(
        page, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void thePageIsThereBeforeTheRunIs() throws IOException {
    try (LivePage page = open(0)) {
      assertThat(get(page, "/", "127.0.0.1:" + port(page)))
          .startsWith("HTTP/1.1 200")
          .contains("<!DOCTYPE html>", "connect-src 'self'", "data-live=\"true\"");
    }
  }

  @Test
  void otherNamesOfThisMachineAreNotAnswered() throws IOException {
    try (LivePage page = open(0)) {
      assertThat(get(page, "/", "evil.example:" + port(page))).startsWith("HTTP/1.1 403");
      assertThat(get(page, "/", "127.0.0.1:1")).startsWith("HTTP/1.1 403");
      assertThat(get(page, "/", "localhost:" + port(page))).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void thereIsNothingElse() throws IOException {
    try (LivePage page = open(0)) {
      String host = "127.0.0.1:" + port(page);
      assertThat(get(page, "/../../etc/passwd", host)).startsWith("HTTP/1.1 404");
      assertThat(get(page, "/scenario.conf", host)).startsWith("HTTP/1.1 404");
      assertThat(
              ask(
                  page,
                  "POST / HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void aTakenPortSaysWhatToDo() throws IOException {
    try (LivePage page = open(0)) {
      int taken = port(page);
      assertThatThrownBy(() -> open(taken))
          .isInstanceOf(ScenarioException.class)
          .hasMessageContaining("127.0.0.1:" + taken + " is taken")
          .hasMessageContaining("--port 0");
    }
  }

  @Test
  void itIsGoneOnceItIsClosed() throws IOException {
    LivePage page = open(0);
    page.close();
    assertThatThrownBy(() -> get(page, "/", "127.0.0.1:" + port(page)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatStopsThePageIsTold() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("scenario.conf"), "name = damaged");
    Files.writeString(
        run.resolve("events.jsonl"), "{\"t\":1,\"type\":\"run-started\"}\nnonsense\n");
    try (LivePage page = open(0)) {
      String heard = get(page, "/events", "127.0.0.1:" + port(page));
      assertThat(heard)
          .containsPattern(
              "(?s)event: run\\Rdata: [0-9a-f]+\\R.*event: trouble\\Rdata: .*line 2 is no")
          .doesNotContain("event: end");
    }
  }

  @Test
  void runsAreToldApartByTheirFolders() {
    try (FolderNews one = new FolderNews(folder.resolve("one"));
        FolderNews same = new FolderNews(folder.resolve("other/../one"));
        FolderNews other = new FolderNews(folder.resolve("other"))) {
      assertThat(one.identity()).isEqualTo(same.identity()).isNotEqualTo(other.identity());
    }
  }
}
