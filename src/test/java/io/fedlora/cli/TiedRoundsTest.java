package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are all alike, whose updates arrive, and close a window each, at one instant. */
class TiedRoundsTest {
  @Test
  void areWrittenInTheirOrderWhetherScoredOrNot(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("run");
    CommandLineCall run =
        CommandLineCall.of(
            "run",
            "scenarios/tiny.conf",
            "server.collection=asynchronous",
            "rounds=12",
            "evaluation.every=2",
            "fleet.dropout=0",
            "fleet.groups=[{ speed=1e7, speed-jitter=0, latency=0, jitter=0, up=inf, down=inf }]",
            "corpus.train-per-client=8",
            "--quiet",
            "--out",
            out.toString());
    assertThat(run.status()).isZero();
    List<Integer> rounds =
        Files.readAllLines(out.resolve("rounds.jsonl")).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject().get("round").getAsInt())
            .toList();
    assertThat(rounds).isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(CommandLineCall.of("check", out.toString()).status()).isZero();
  }
}
