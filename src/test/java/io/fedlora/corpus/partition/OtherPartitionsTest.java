package io.fedlora.corpus.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Draw;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Section;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.Texts;
import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherPartitionsTest {
  private static final CorpusSizes SIZES = new CorpusSizes(20, 0, 10, Draw.BALANCED);

  @Test
  void iidDealsEqualRandomSlices() {
    Pool pool = Pool.of(Texts.cycling(4, 100));
    List<Shard> shards = new Iid().divide(pool, SIZES, 10, 0);
    assertThat(shards).allMatch(s -> s.train().length == 20 && s.test().length == 10);
    assertThat(trainTexts(shards)).doesNotHaveDuplicates().hasSize(200);
    assertThat(shards).allMatch(s -> Arrays.stream(pool.count(s.train())).min().orElse(0) > 0);
  }

  @Test
  void quantitySkewKeepsTheTotalAndTheTestSizes() {
    Pool pool = Pool.of(Texts.cycling(4, 100));
    for (String law : List.of("log-normal", "dirichlet")) {
      List<Shard> shards =
          new Quantity(new Quantity.Options(law, 1.5, 0.3)).divide(pool, SIZES, 10, 0);
      int[] sizes = shards.stream().mapToInt(s -> s.train().length).toArray();
      assertThat(Arrays.stream(sizes).sum()).isEqualTo(200);
      assertThat(Arrays.stream(sizes).min().orElse(0)).isPositive();
      assertThat(Arrays.stream(sizes).max().orElse(0)).isGreaterThan(40);
      assertThat(shards).allMatch(s -> s.test().length == 10);
      assertThat(trainTexts(shards)).doesNotHaveDuplicates();
    }
    List<Shard> equal =
        new Quantity(new Quantity.Options("log-normal", 0, 1)).divide(pool, SIZES, 10, 0);
    assertThat(equal).allMatch(s -> s.train().length == 20);
    assertThatThrownBy(() -> new Quantity(new Quantity.Options("zipf", 1, 1)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("log-normal or dirichlet");
  }

  @Test
  void naturalClientsAreTheLargestValues() {
    Pool pool = attributes("ann", 40, "bob", 60, "cid", 9, "dot", 40);
    List<Shard> shards = new ByAttribute().divide(pool, SIZES, 4, 0);
    assertThat(shards.stream().map(s -> pool.example(s.train()[0]).attribute()))
        .containsExactly("bob", "ann", "dot", "cid");
    for (Shard shard : shards) {
      String own = pool.example(shard.train()[0]).attribute();
      assertThat(IntStream.concat(IntStream.of(shard.train()), IntStream.of(shard.test())))
          .allMatch(t -> own != null && own.equals(pool.example(t).attribute()))
          .doesNotHaveDuplicates();
    }
    // cid's nine texts in the proportion of 20 to 10.
    assertThat(shards.get(3).train()).hasSize(6);
    assertThat(shards.get(3).test()).hasSize(3);
    assertThat(shards.get(0).train()).hasSize(20);
  }

  @Test
  void naturalClientsKeepAllWhereAllIsAsked() {
    Pool pool = attributes("ann", 40, "bob", 600, "cid", 9, "dot", 40);
    List<Shard> train = natural(pool, Section.TRAIN);
    assertThat(train.get(0).train()).hasSize(590);
    assertThat(train.get(0).test()).hasSize(10);
    assertThat(train.get(1).train()).hasSize(30);
    assertThat(train.get(3).train()).hasSize(6);
    assertThat(train.get(3).test()).hasSize(3);
    List<Shard> both = natural(pool, Section.TRAIN, Section.TEST);
    assertThat(both.get(0).train()).hasSize(400);
    assertThat(both.get(0).test()).hasSize(200);
  }

  private static List<Shard> natural(Pool pool, Section... whole) {
    CorpusSizes sizes = new CorpusSizes(20, 0, 10, Draw.NATURAL, List.of(whole));
    return new ByAttribute().divide(pool, sizes, 4, 0);
  }

  @Test
  void naturalClientsNeedValues() {
    Pool pool = attributes("ann", 40, "bob", 1);
    assertThatThrownBy(() -> new ByAttribute().divide(pool, SIZES, 3, 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("clients = 3")
        .hasMessageContaining("only 2");
    assertThatThrownBy(() -> new ByAttribute().divide(pool, SIZES, 2, 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("value bob");
    Pool none = Pool.of(Texts.cycling(2, 50));
    assertThatThrownBy(() -> new ByAttribute().divide(none, SIZES, 2, 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no attribute");
  }

  private static Pool attributes(Object... valuesAndCounts) {
    List<Example> examples = new ArrayList<>();
    for (int v = 0; v < valuesAndCounts.length; v += 2) {
      for (int i = 0; i < (Integer) valuesAndCounts[v + 1]; i++) {
        String value = (String) valuesAndCounts[v];
        examples.add(new Example(value + i, null, i % 2, value));
      }
    }
    return Pool.of(new LabelledTexts(List.of("a", "b"), Metric.ACCURACY, examples, List.of()));
  }

  private static List<Integer> trainTexts(List<Shard> shards) {
    return shards.stream().flatMapToInt(s -> IntStream.of(s.train())).boxed().toList();
  }
}
