package io.fedlora.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void drawsInBalanceWithoutOverlap() {
    Pool pool = Pool.of(Texts.cycling(4, 30));
    Split split = Split.of(pool, new CorpusSizes(9, 2, 5, Draw.BALANCED), 5, 3);
    // 45 = 11 a label and one more for the first.
    assertThat(pool.count(split.train())).containsExactly(12, 11, 11, 11);
    assertThat(pool.count(split.validation())).containsExactly(3, 3, 2, 2);
    assertThat(pool.count(split.test())).containsExactly(7, 6, 6, 6);
    assertThat(all(split)).doesNotHaveDuplicates().hasSize(80);
  }

  @Test
  void drawsInNaturalProportions() {
    int[] labels = IntStream.range(0, 100).map(i -> i < 70 ? 1 : 0).toArray();
    Pool pool = Pool.of(Texts.of(labels));
    Split split = Split.of(pool, new CorpusSizes(5, 0, 5, Draw.NATURAL), 10, 0);
    assertThat(pool.count(split.train())).containsExactly(15, 35);
    assertThat(pool.count(split.test())).containsExactly(15, 35);
    assertThat(all(split)).doesNotHaveDuplicates().hasSize(100);
  }

  @Test
  void dependsOnTheSeedAndKeepsTheTestTextsWhenTrainingGrows() {
    Pool pool = Pool.of(Texts.cycling(2, 100));
    Split small = Split.of(pool, new CorpusSizes(5, 5, 10, Draw.BALANCED), 4, 0);
    Split again = Split.of(pool, new CorpusSizes(5, 5, 10, Draw.BALANCED), 4, 0);
    Split large = Split.of(pool, new CorpusSizes(20, 5, 10, Draw.BALANCED), 4, 0);
    Split other = Split.of(pool, new CorpusSizes(5, 5, 10, Draw.BALANCED), 4, 1);
    assertThat(again.train()).isEqualTo(small.train());
    assertThat(large.test()).isEqualTo(small.test());
    assertThat(large.train()).contains(small.train());
    assertThat(other.test()).isNotEqualTo(small.test());
  }

  @Test
  void takesTestTextsFromTheTestFileOnly() {
    Pool pool = Pool.of(Texts.withTest(new int[] {0, 1, 0, 1}, new int[] {0, 1, 1, 0}));
    Split split = Split.of(pool, new CorpusSizes(2, 0, 2, Draw.BALANCED), 2, 0);
    assertThat(split.train()).containsExactly(0, 1, 2, 3);
    assertThat(split.test()).containsExactly(4, 5, 6, 7);
  }

  @Test
  void neverSeparatesAGroup() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      examples.add(new Example("t" + i, null, i % 2, null, i < 280 ? "g" + i / 7 : null));
    }
    Pool pool = Pool.of(new LabelledTexts(List.of("a", "b"), Metric.MATTHEWS, examples, List.of()));
    Split split = Split.of(pool, new CorpusSizes(20, 4, 10, Draw.BALANCED), 5, 9);
    assertThat(pool.count(split.train())).containsExactly(50, 50);
    assertThat(pool.count(split.test())).containsExactly(25, 25);
    List<List<String>> groups =
        Stream.of(split.train(), split.validation(), split.test())
            .map(texts -> IntStream.of(texts).mapToObj(t -> "" + pool.example(t).group()))
            .map(names -> names.filter(name -> !name.equals("null")).distinct().toList())
            .toList();
    assertThat(groups.stream().flatMap(List::stream).toList()).doesNotHaveDuplicates();
    assertThat(groups).noneMatch(List::isEmpty);
  }

  @Test
  void saysWhichLabelIsShort() {
    Pool pool = Pool.of(Texts.of(0, 0, 0, 0, 0, 0, 0, 1));
    CorpusSizes sizes = new CorpusSizes(2, 0, 1, Draw.BALANCED);
    assertThatThrownBy(() -> Split.of(pool, sizes, 2, 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "corpus.train-per-client: 2 clients × 2, drawn in balance, need 2 train texts of label"
                + " label1, but only 0 of its 1 are left. Lower clients or the texts a client,"
                + " choose other labels, or set corpus.draw = natural");
  }

  @Test
  void saysHowManyTextsAreMissing() {
    Pool pool = Pool.of(Texts.cycling(2, 5));
    CorpusSizes sizes = new CorpusSizes(100_000, 0, 1, Draw.NATURAL);
    assertThatThrownBy(() -> Split.of(pool, sizes, 8, 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "corpus.train-per-client: 8 clients × 100000 need 800000 train texts, but only 2 are"
                + " left of the corpus's 10. Lower clients or the texts a client");
    assertThatThrownBy(() -> new CorpusSizes(0, 0, 1, Draw.NATURAL))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("corpus.train-per-client = 0");
  }

  private static List<Integer> all(Split split) {
    return Stream.of(split.train(), split.validation(), split.test())
        .flatMapToInt(IntStream::of)
        .boxed()
        .toList();
  }
}
