package io.fedlora.corpus.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Draw;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.Texts;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirichletTest {
  @Test
  void everyClientGetsItsSizeAndNoTextTwice() {
    Pool pool = Pool.of(Texts.cycling(5, 200));
    CorpusSizes sizes = new CorpusSizes(30, 10, 20, Draw.BALANCED);
    for (double concentration : new double[] {0.01, 1, 1000}) {
      List<Shard> shards =
          new Dirichlet(new Dirichlet.Options(concentration)).divide(pool, sizes, 10, 4);
      assertThat(shards).allMatch(s -> s.train().length == 30 && s.test().length == 20);
      assertThat(
              shards.stream()
                  .flatMap(s -> Arrays.stream(new int[][] {s.train(), s.validation(), s.test()}))
                  .flatMapToInt(IntStream::of)
                  .boxed()
                  .toList())
          .doesNotHaveDuplicates()
          .hasSize(600);
    }
  }

  @Test
  void testTextsFollowTheProportionsOfTheTrainingTexts() {
    Pool pool = Pool.of(Texts.cycling(4, 500));
    List<Shard> shards =
        new Dirichlet(new Dirichlet.Options(1))
            .divide(pool, new CorpusSizes(80, 0, 40, Draw.BALANCED), 10, 2);
    for (Shard shard : shards) {
      int[] train = pool.count(shard.train());
      int[] test = pool.count(shard.test());
      for (int label = 0; label < 4; label++) {
        assertThat(test[label]).isBetween(train[label] / 2 - 3, train[label] / 2 + 3);
      }
    }
    assertThat(pool.count(shards.get(0).train())).isNotEqualTo(pool.count(shards.get(1).train()));
  }

  @Test
  void drawsTheSameProportionsOnEveryMachine() {
    Pool pool = Pool.of(Texts.cycling(3, 60));
    List<Shard> shards =
        new Dirichlet(new Dirichlet.Options(1))
            .divide(pool, new CorpusSizes(30, 0, 10, Draw.BALANCED), 4, 42);
    assertThat(shards.stream().map(s -> pool.count(s.train())).toArray(int[][]::new))
        .isDeepEqualTo(new int[][] {{5, 15, 10}, {2, 5, 23}, {23, 0, 7}, {10, 20, 0}});
  }

  @Test
  void overflowIsSharedOutAndRefilled() {
    // Both want label 0 only; there are 4 of it, so each gets 2 and fills up from the rest.
    int[][] counts =
        Dirichlet.counts(new double[][] {{1, 0, 0}, {1, 0, 0}}, new int[] {4, 6, 2}, 5);
    assertThat(counts[0][0]).isEqualTo(2);
    assertThat(counts[1][0]).isEqualTo(2);
    assertThat(Arrays.stream(counts)).allMatch(row -> Arrays.stream(row).sum() == 5);
    assertThat(counts[0][1] + counts[1][1]).isLessThanOrEqualTo(6);
    // With supply enough, the wishes are met.
    assertThat(Dirichlet.counts(new double[][] {{.7, .3}, {.1, .9}}, new int[] {9, 12}, 10))
        .isDeepEqualTo(new int[][] {{7, 3}, {1, 9}});
  }

  @Test
  void weightsHaveTheDistributionsMoments() {
    RandomStream stream = RandomStream.of(1, "moments");
    double mean = 0;
    double square = 0;
    for (int i = 0; i < 20_000; i++) {
      double[] weights = DirichletWeights.draw(new double[] {0.5, 1, 0, 2.5}, stream);
      assertThat(weights[2]).isZero();
      mean += weights[0] / 20_000;
      square += weights[0] * weights[0] / 20_000;
    }
    // Mean a/A = 1/8, variance a(A − a)/(A²(A + 1)) = 0.5·3.5/(16·5).
    assertThat(mean).isBetween(0.121, 0.129);
    assertThat(square - mean * mean).isBetween(0.0205, 0.0235);
  }

  @Test
  void tinyConcentrationsStillGiveProportions() {
    double[] weights =
        DirichletWeights.draw(new double[] {1e-5, 1e-5, 1e-5}, RandomStream.of(1, "tiny"));
    assertThat(Arrays.stream(weights).sum()).isEqualTo(1);
    assertThatThrownBy(() -> new Dirichlet(new Dirichlet.Options(0)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("partition.concentration = 0.0");
  }
}
