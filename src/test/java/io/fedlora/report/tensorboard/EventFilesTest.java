package io.fedlora.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
  private static final String FILE = "events.out.tfevents.0.fedlora";

  @TempDir private Path folder;

  private void run(int clients, List<String> rounds, List<String> lines, String summary)
      throws IOException {
    Files.writeString(folder.resolve("scenario.conf"), "clients = " + clients + "\n");
    Files.write(folder.resolve("rounds.jsonl"), rounds);
    Files.write(folder.resolve("clients.jsonl"), lines);
    if (!summary.isEmpty()) {
      Files.writeString(folder.resolve("summary.json"), summary);
    }
  }

  private static String round(int round, String metric) {
    return "{\"round\":%d,\"t\":%d,\"closed\":\"all\",\"trainLoss\":0.1,\"merged\":%d,\"metric\":%s,\"reports\":{\"ratio\":1e-3}}"
        .formatted(round, round * 1_500_000_000L, 2 * round, metric);
  }

  private static String client(int round, int client, String metric) {
    return "{\"round\":%d,\"t\":%d,\"client\":%d,\"metric\":%s,\"loss\":null,\"reports\":null}"
        .formatted(round, round * 1_500_000_000L, client, metric);
  }

  private List<ReadEvents.Read> read(String name) throws IOException {
    return ReadEvents.of(folder.resolve("tensorboard").resolve(name).resolve(FILE));
  }

  @Test
  void theReferenceChecksumAndItsMaskAreRight() {
    int crc = ReadEvents.crc("123456789".getBytes(StandardCharsets.US_ASCII));
    assertThat(crc).isEqualTo(0xe3069283);
    // ((0xe3069283 >> 15) | (0xe3069283 << 17)) + 0xa282ead8, by hand: 0x2507c60d + 0xa282ead8.
    assertThat(RecordFrames.masked(crc)).isEqualTo(0xc78ab0e5);
  }

  @Test
  void everyNumberOfARoundIsAScalarAtItsVirtualTime() throws IOException {
    run(2, List.of(round(1, "0.25"), round(2, "null")), List.of(client(1, 1, "0.25")), "");
    EventFiles.write(folder);
    assertThat(read("").stream().filter(one -> one.limits().isEmpty()))
        .extracting(one -> one.time() + " " + one.step() + " " + one.tag() + " " + one.value())
        .containsExactly(
            "1.5 1 trainLoss 0.1",
            "1.5 1 updates/merged 2.0",
            "1.5 1 metric 0.25",
            "1.5 1 reports/ratio 0.001",
            "3.0 2 trainLoss 0.1",
            "3.0 2 updates/merged 4.0",
            "3.0 2 reports/ratio 0.001");
    assertThat(read("client-1"))
        .extracting(one -> one.step() + " " + one.tag() + " " + one.value())
        .containsExactly("1 metric 0.25");
  }

  @Test
  void theTrainingLossHasTheSameTagInTheRunAndInItsClients() throws IOException {
    String heard =
        client(1, 1, "0.25")
            .replace("\"reports\":null", "\"reports\":{\"train-loss\":2,\"ratio\":3}");
    run(2, List.of(round(1, "0.25").replace("{\"ratio\":1e-3}", "null")), List.of(heard), "");
    EventFiles.write(folder);
    assertThat(read("client-1"))
        .extracting(one -> one.tag() + " " + one.value())
        .containsExactly("metric 0.25", "trainLoss 2.0", "reports/ratio 3.0");
    assertThat(read("").stream().filter(one -> one.limits().isEmpty()))
        .extracting(ReadEvents.Read::tag)
        .containsExactly("trainLoss", "updates/merged", "metric");
  }

  @Test
  void ranksAndScoresAreHistograms() throws IOException {
    run(
        4,
        List.of(round(1, "0.5")),
        List.of(client(1, 0, "0"), client(1, 1, "1"), client(1, 2, "0.5"), client(1, 3, "1")),
        "{\"ranks\":[9,11,9,8]}");
    EventFiles.write(folder);
    List<ReadEvents.Read> histograms =
        read("").stream().filter(one -> !one.limits().isEmpty()).toList();
    assertThat(histograms)
        .extracting(ReadEvents.Read::tag)
        .containsExactly("clients/metric", "clients/rank");
    assertThat(histograms.get(0).limits()).hasSize(30).endsWith(1.0);
    assertThat(histograms.get(0).counts()).startsWith(1.0, 0.0).endsWith(2.0);
    assertThat(histograms.get(0).counts().get(14)).isEqualTo(1.0);
    assertThat(histograms.get(1).limits()).containsExactly(8.5, 9.5, 10.5, 11.5);
    assertThat(histograms.get(1).counts()).containsExactly(1.0, 2.0, 0.0, 1.0);
  }

  @Test
  void ofManyClientsEvenlySpacedOnesHaveFiles() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int client = 0; client < 1000; client++) {
      lines.add(client(1, client, "0.5"));
    }
    run(1000, List.of(round(1, "0.5")), lines, "");
    EventFiles.write(folder);
    try (Stream<Path> files = Files.list(folder.resolve("tensorboard"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(EventFiles.MOST_CLIENTS + 1)
          .contains("client-0", "client-10", "client-990");
    }
    assertThat(read("").stream().filter(one -> one.tag().equals("clients/metric")))
        .singleElement()
        .extracting(ReadEvents.Read::counts)
        .isEqualTo(List.of(1000.0));
  }

  @Test
  void aRunWithoutRoundsHasAFileWithoutValues() throws IOException {
    run(2, List.of(), List.of(), "");
    EventFiles.write(folder);
    assertThat(read("")).isEmpty();
  }
}
