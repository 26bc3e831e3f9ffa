package io.fedlora.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.device.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFilesTest {
  @TempDir private Path folder;

  private static Map<String, Object> round(int number) {
    Map<String, Object> round = new LinkedHashMap<>();
    round.put("round", number);
    round.put("t", 5L);
    return round;
  }

  private static SortedMap<Integer, SortedMap<String, Double>> trained(int client, double loss) {
    return new TreeMap<>(Map.of(client, new TreeMap<>(Map.of("train-loss", loss))));
  }

  private static SortedMap<Integer, SortedMap<String, Double>> untold(int client) {
    return new TreeMap<>(Map.of(client, new TreeMap<>()));
  }

  @Test
  void aScoredRoundHasALineForEachClient() throws IOException {
    try (MetricsFiles files = new MetricsFiles(folder)) {
      List<Score> scores = List.of(new Score(0.25, 1), new Score(0.75, 2));
      files.round(round(1), new TreeMap<>(Map.of("ratio", 0.5)), scores, trained(1, 3));
      files.machine(Map.of("round", 1));
    }
    assertThat(folder.resolve("rounds.jsonl"))
        .hasContent(
            "{\"round\":1,\"t\":5,\"metric\":0.5,\"metricMin\":0.25,\"metricMax\":0.75,"
                + "\"loss\":1.5,\"reports\":{\"ratio\":0.5}}");
    assertThat(Files.readAllLines(folder.resolve("clients.jsonl")))
        .containsExactly(
            "{\"round\":1,\"t\":5,\"client\":0,\"metric\":0.25,\"loss\":1,\"reports\":null}",
            "{\"round\":1,\"t\":5,\"client\":1,\"metric\":0.75,\"loss\":2,"
                + "\"reports\":{\"train-loss\":3}}");
    assertThat(folder.resolve("machine.jsonl")).hasContent("{\"round\":1}");
  }

  @Test
  void aRoundThatWasNotScoredHasLinesForThoseHeardOnly() throws IOException {
    try (MetricsFiles files = new MetricsFiles(folder)) {
      files.round(round(2), new TreeMap<>(), List.of(), trained(3, 1));
      files.round(round(3), new TreeMap<>(), List.of(), new TreeMap<>());
      files.round(round(4), new TreeMap<>(), List.of(), untold(0));
    }
    assertThat(Files.readAllLines(folder.resolve("rounds.jsonl")))
        .hasSize(3)
        .first()
        .asString()
        .contains("\"metric\":null,\"metricMin\":null,\"metricMax\":null,\"loss\":null")
        .contains("\"reports\":null");
    assertThat(Files.readAllLines(folder.resolve("clients.jsonl")))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("\"round\":4", "\"reports\":null"))
        .first()
        .asString()
        .contains("\"round\":2", "\"client\":3", "\"metric\":null", "\"train-loss\":1");
  }
}
