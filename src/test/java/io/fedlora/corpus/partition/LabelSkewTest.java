package io.fedlora.corpus.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Draw;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Section;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.Split;
import io.fedlora.corpus.Texts;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelSkewTest {
  private static LabelSkew skew(double heterogeneity) {
    return new LabelSkew(new LabelSkew.Options(heterogeneity));
  }

  private static Split everything(Pool pool) {
    return new Split(pool.training(), new int[0], new int[0]);
  }

  @Test
  void withFullSkewClientsAreContiguousRunsOfLabels() {
    Pool pool = Pool.of(Texts.cycling(3, 4));
    int[][] dealt = skew(1).deal(pool, everything(pool), Section.TRAIN, 4, 0);
    // Sorted labels 0000 1111 2222 in four slices of three.
    assertThat(pool.count(dealt[0])).containsExactly(3, 0, 0);
    assertThat(pool.count(dealt[1])).containsExactly(1, 2, 0);
    assertThat(pool.count(dealt[2])).containsExactly(0, 2, 1);
    assertThat(pool.count(dealt[3])).containsExactly(0, 0, 3);
  }

  @Test
  void followsTheProcedureStepByStep() {
    // Texts 0–4 of label 0, 5–7 of label 1; heterogeneity 0.5; rint(2.5) = 2 and rint(1.5) = 2.
    Pool pool = Pool.of(Texts.of(0, 0, 0, 0, 0, 1, 1, 1));
    int[] zeros = {0, 1, 2, 3, 4};
    int[] ones = {5, 6, 7};
    RandomStream.of(7, "partition label", 0, 0).shuffle(zeros);
    RandomStream.of(7, "partition label", 0, 1).shuffle(ones);
    int[] common = {zeros[0], zeros[1], ones[0], ones[1]};
    RandomStream.of(7, "partition common", 0).shuffle(common);
    int[] sorted = {zeros[2], zeros[3], zeros[4], ones[2]};
    int[] first = {common[0], common[1], sorted[0], sorted[1]};
    int[] second = {common[2], common[3], sorted[2], sorted[3]};
    RandomStream.of(7, "partition client", 0, 0).shuffle(first);
    RandomStream.of(7, "partition client", 0, 1).shuffle(second);
    int[][] dealt = skew(0.5).deal(pool, everything(pool), Section.TRAIN, 2, 7);
    assertThat(dealt).isDeepEqualTo(new int[][] {first, second});
  }

  @Test
  void dealsTheSameTextsOnEveryMachine() {
    Pool pool = Pool.of(Texts.cycling(2, 6));
    int[][] dealt = skew(0.6).deal(pool, everything(pool), Section.TEST, 3, 42);
    assertThat(dealt).isDeepEqualTo(new int[][] {{}, {}, {}});
    assertThat(skew(0.6).deal(pool, everything(pool), Section.TRAIN, 3, 42))
        .isDeepEqualTo(new int[][] {{4, 6, 8}, {0, 10, 11}, {5, 2, 1}});
  }

  @Test
  void dropsRemainders() {
    Pool pool = Pool.of(Texts.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1));
    // Common: rint(2.5) + rint(3) = 5, sorted: 3 + 3; of each a third, rounded down.
    int[][] dealt = skew(0.5).deal(pool, everything(pool), Section.TRAIN, 3, 7);
    assertThat(Arrays.stream(dealt)).allMatch(texts -> texts.length == 1 + 2);
    assertThat(Arrays.stream(dealt).flatMapToInt(IntStream::of).boxed().toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void dealsTheReferenceSettingAsMeasured() {
    Pool pool = Pool.of(Texts.cycling(16, 100));
    List<Shard> shards = skew(0.6).divide(pool, new CorpusSizes(64, 0, 100, Draw.BALANCED), 8, 0);
    // 32 texts a label: 13 common and 19 sorted, so client 0 gets all 19 sorted ones of labels 0
    // and 1; 50 test texts a label: 20 and 30.
    assertThat(shards).allMatch(s -> s.train().length == 64 && s.test().length == 100);
    int[] train = pool.count(shards.get(0).train());
    int[] test = pool.count(shards.get(0).test());
    assertThat(train[0]).isGreaterThanOrEqualTo(19);
    assertThat(train[1]).isGreaterThanOrEqualTo(19);
    assertThat(test[0]).isGreaterThanOrEqualTo(30);
    assertThat(test[1]).isGreaterThanOrEqualTo(30);
    assertThat(IntStream.range(2, 16).map(l -> train[l]).sum()).isLessThanOrEqualTo(26);
    assertThat(
            shards.stream()
                .flatMapToInt(
                    s -> IntStream.concat(IntStream.of(s.train()), IntStream.of(s.test())))
                .boxed()
                .toList())
        .doesNotHaveDuplicates()
        .hasSize(8 * 164);
  }

  @Test
  void refusesHeterogeneityOutOfBounds() {
    assertThatThrownBy(() -> skew(1.5))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("partition.heterogeneity = 1.5");
    assertThatThrownBy(() -> skew(Double.NaN)).isInstanceOf(ScenarioException.class);
  }
}
