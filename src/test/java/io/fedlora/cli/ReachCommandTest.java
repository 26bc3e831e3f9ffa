package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachCommandTest {
  @TempDir private Path folder;

  private Path run(String name, String... rounds) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(run.resolve("scenario.conf"), "seed = 3\nserver.collection = buffered\n");
    Files.writeString(run.resolve("events.jsonl"), "");
    Files.write(run.resolve("rounds.jsonl"), java.util.List.of(rounds));
    return run;
  }

  @Test
  void theFirstRoundThatIsGoodEnoughCounts() throws IOException {
    Path run =
        run(
            "one",
            "{\"round\":1,\"t\":60000000000,\"metric\":0.5}",
            "{\"round\":2,\"t\":90000000000,\"metric\":null}",
            "{\"round\":3,\"t\":120000000000,\"metric\":0.7}",
            "{\"round\":4,\"t\":150000000000,\"metric\":0.65}");
    CommandLineCall call =
        CommandLineCall.of("reach", run.toString(), "--scores", "0.5,0.6,0.7,0.8");
    assertThat(call.status()).isZero();
    assertThat(call.out().lines().toList().get(1).trim().split("  +"))
        .containsExactly(
            "one",
            "buffered",
            "3",
            "1m 00s",
            "2m 00s",
            "2m 00s",
            "–",
            "0.700",
            "2m 30s, not ended");
  }

  @Test
  void runsAreToldApartByWhatTheirFoldersDoNotShare() throws IOException {
    String round = "{\"round\":1,\"t\":60000000000,\"metric\":0.5}";
    Path one = run("sweep/rank-3/seed-1", round);
    Path two = run("sweep/rank-4/seed-1", round);
    CommandLineCall both =
        CommandLineCall.of(
            "reach", one.toString(), two.resolve(".").toString(), "--scores", "0.5,.45,0.70");
    assertThat(both.out().lines().map(line -> line.split(" +")[0]))
        .containsExactly("run", "rank-3/seed-1", "rank-4/seed-1");
    assertThat(both.out().lines().findFirst().orElseThrow().split("  +"))
        .containsExactly(
            "run", "collection", "seed", "to 0.5", "to .45", "to 0.70", "best", "time");
    CommandLineCall single =
        CommandLineCall.of("reach", one.resolve(".").toString(), "--scores", "0.5");
    assertThat(single.out()).contains("\nseed-1 ");
  }

  @Test
  void tellsTheSameAsJson() throws IOException {
    Path run = run("json", "{\"round\":1,\"t\":60000000000,\"metric\":0.5}");
    CommandLineCall call =
        CommandLineCall.of("reach", run.toString(), "--scores", "0.5,0.6", "--json");
    assertThat(call.status()).isZero();
    assertThat(call.out())
        .contains(
            "\"reached\":[{\"score\":0.5,\"round\":1,\"virtualSeconds\":60},"
                + "{\"score\":0.6,\"round\":null,\"virtualSeconds\":null}],\"ended\":false,\"best\":0.5");
  }

  @Test
  void ofAnErrorLessIsBetter() throws IOException {
    Path run =
        run(
            "error",
            "{\"round\":1,\"t\":60000000000,\"metric\":0.5}",
            "{\"round\":2,\"t\":90000000000,\"metric\":0.2}",
            "{\"round\":3,\"t\":99000000000,\"metric\":0.3}");
    Files.writeString(run.resolve("summary.json"), "{\"metric\":{\"name\":\"mse\"}}");
    CommandLineCall call = CommandLineCall.of("reach", run.toString(), "--scores", "0.3,0.1");
    assertThat(call.out().lines().toList().get(1).trim().split("  +"))
        .containsExactly("error", "buffered", "3", "1m 30s", "–", "0.200", "1m 39s");
    Path other = run("accuracy", "{\"round\":1,\"t\":60000000000,\"metric\":0.5}");
    CommandLineCall both =
        CommandLineCall.of("reach", run.toString(), other.toString(), "--scores", "0.3");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains(run + " is scored by mse, " + other + " by metric");
  }

  @Test
  void aRunWithoutScoresReachesNothing() throws IOException {
    CommandLineCall call = CommandLineCall.of("reach", run("none").toString(), "--scores", "0.1");
    assertThat(call.out()).contains("–");
    assertThat(call.status()).isZero();
  }

  @Test
  void whatIsNoRunAndNoScoreIsRefused() throws IOException {
    CommandLineCall none = CommandLineCall.of("reach", folder.toString(), "--scores", "0.1");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).hasLineCount(1);
    CommandLineCall word = CommandLineCall.of("reach", run("two").toString(), "--scores", "much");
    assertThat(word.status()).isEqualTo(2);
    CommandLineCall infinite =
        CommandLineCall.of("reach", run("three").toString(), "--scores", "Infinity");
    assertThat(infinite.status()).isEqualTo(2);
  }
}
