package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.Population;
import io.fedlora.foundation.checkpoint.Checkpoints;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  private static final String FILE =
      """
      corpus { source = file, file = train.tsv, text = text, train-per-client = all, test-per-client = all, draw = natural }
      clients = 2
      partition.kind = iid
      local { batch-size = 2, max-length = 8 }
      """;

  @TempDir private Path folder;

  private Scenario scenario(String extra) throws IOException {
    Path file = Files.writeString(folder.resolve("x.conf"), FILE + extra);
    return ScenarioFile.load(file, List.of());
  }

  /** Texts by number, one label after the other. */
  private void table(String name, int from, int to, int repeats) throws IOException {
    StringBuilder rows = new StringBuilder("text\tother\tauthor\tlabel\n");
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (int i = from; i < to; i++) {
        String author = i < 40 ? "ann" : "bob";
        rows.append("number %d\tother %d\t%s\t%d\n".formatted(i, i, author, i % 2));
      }
    }
    Files.writeString(folder.resolve(name), rows);
  }

  private static Population read(Scenario scenario) {
    return Texts.of(scenario, Checkpoints.open("tiny-random", null));
  }

  @Test
  void allCountsEachTextOnce() throws IOException {
    table("train.tsv", 0, 50, 2);
    table("test.tsv", 40, 60, 3);
    Population population = read(scenario("corpus.test-file = test.tsv"));
    assertThat(population.shards())
        .allSatisfy(
            shard -> {
              assertThat(shard.train()).hasSize(20);
              assertThat(shard.test()).hasSize(10);
            });
  }

  @Test
  void allOfANaturalClientIsAllItHas() throws IOException {
    table("train.tsv", 0, 50, 1);
    Population population =
        read(scenario("partition.kind = by-attribute\ncorpus.attribute = author"));
    assertThat(population.shards().get(0).train()).hasSize(32);
    assertThat(population.shards().get(0).test()).hasSize(8);
    assertThat(population.shards().get(1).train()).hasSize(8);
    assertThat(population.shards().get(1).test()).hasSize(2);
  }

  @Test
  void pairsNeedRoomForBothTexts() throws IOException {
    table("train.tsv", 0, 50, 1);
    Scenario pairs = scenario("corpus.text-pair = other\nlocal.max-length = 4");
    assertThatThrownBy(() -> read(pairs))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            folder.resolve("x.conf")
                + ":6: local.max-length: the corpus has pairs of texts, for which 4 is too few;"
                + " write at least 5");
    assertThat(read(scenario("local.max-length = 4")).clients()).isEqualTo(2);
  }
}
