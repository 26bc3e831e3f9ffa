package io.fedlora.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.partition.Iid;
import io.fedlora.corpus.partition.LabelSkew;
import io.fedlora.scenario.ScenarioException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private static final CorpusSizes SIZES = new CorpusSizes(6, 2, 4, Draw.BALANCED);

  @Test
  void encodesWhatIsUsedInClientOrder() {
    WordTokenizer tokenizer = new WordTokenizer();
    Population population =
        Population.of(() -> Texts.cycling(3, 40), SIZES, new Iid(), 4, tokenizer, 8, 1);
    assertThat(tokenizer.encoded()).isEqualTo(48);
    assertThat(population.table().size()).isEqualTo(48);
    assertThat(population.labels()).containsExactly("label0", "label1", "label2");
    Shard second = population.shards().get(1);
    assertThat(second.train()).containsExactly(12, 13, 14, 15, 16, 17);
    assertThat(second.validation()).containsExactly(18, 19);
    assertThat(second.test()).containsExactly(20, 21, 22, 23);
    assertThat(population.labelCounts(1, Section.TRAIN)).hasSize(3);
    assertThat(java.util.stream.IntStream.of(population.labelCounts(1, Section.TRAIN)).sum())
        .isEqualTo(6);
  }

  @Test
  void theTableHoldsTheTextsOfThePartition() {
    Pool pool = Pool.of(Texts.cycling(3, 40));
    List<Shard> drawn = new Iid().divide(pool, SIZES, 4, 1);
    Population population =
        Population.of(() -> Texts.cycling(3, 40), SIZES, new Iid(), 4, new WordTokenizer(), 8, 1);
    int text = drawn.get(2).test()[3];
    int row = population.shards().get(2).test()[3];
    assertThat(population.table().label(row)).isEqualTo(pool.label(text));
    assertThat(population.table().text(row).ids())
        .containsExactly(pool.example(text).text().hashCode());
  }

  @Test
  void refusesMoreClientsThanTexts() {
    assertThatThrownBy(
            () ->
                Population.of(
                    () -> Texts.cycling(2, 5), SIZES, new Iid(), 11, new WordTokenizer(), 8, 1))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "clients = 11: the corpus has 10 different texts; give at least 1 client and at most a"
                + " client a text");
  }

  @Test
  void refusesAClientWithoutTexts() {
    Partition lopsided =
        (pool, sizes, clients, seed) ->
            List.of(
                new Shard(0, new int[] {0, 1}, new int[0], new int[] {2}),
                new Shard(1, new int[0], new int[0], new int[] {3}));
    assertThatThrownBy(
            () ->
                Population.of(
                    () -> Texts.cycling(2, 5), SIZES, lopsided, 2, new WordTokenizer(), 8, 1))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("client 1 of 2 would hold no train text");
  }

  @Test
  void majorityAnswersTheMostFrequentTrainingLabel() {
    Partition fixed =
        (pool, sizes, clients, seed) ->
            List.of(
                new Shard(0, new int[] {0, 2, 1}, new int[0], new int[] {4, 5, 6, 8}),
                new Shard(1, new int[] {3, 10}, new int[0], new int[] {7, 9}));
    Population population =
        Population.of(() -> Texts.cycling(2, 6), SIZES, fixed, 2, new WordTokenizer(), 8, 1);
    // Client 1 has one text of each label: the lower id is its answer, and never right.
    assertThat(Majority.scores(population, Metric.ACCURACY, Section.TEST)).containsExactly(0.75, 0);
    assertThat(Majority.mean(population, Section.TEST)).contains(0.375);
  }

  @Test
  void majorityScoresTheSectionThatIsAskedFor() {
    Partition fixed =
        (pool, sizes, clients, seed) ->
            List.of(new Shard(0, new int[] {0, 2, 1}, new int[] {3, 4}, new int[] {6, 8}));
    Population population =
        Population.of(() -> Texts.cycling(2, 6), SIZES, fixed, 1, new WordTokenizer(), 8, 1);
    assertThat(Majority.mean(population, Section.TEST)).contains(1.0);
    assertThat(Majority.mean(population, Section.VALIDATION)).contains(0.5);
    Population correlated =
        new Population(
            population.table(), population.labels(), Metric.MATTHEWS, population.shards());
    assertThat(Majority.mean(correlated, Section.TEST)).isEmpty();
  }

  @Test
  void majorityOfTheReferenceSettingIsThatOfTheSkew() {
    Population population =
        Population.of(
            () -> Texts.cycling(16, 100),
            new CorpusSizes(64, 0, 100, Draw.BALANCED),
            new LabelSkew(new LabelSkew.Options(0.6)),
            8,
            new WordTokenizer(),
            8,
            0);
    assertThat(Majority.mean(population, Section.TEST).orElseThrow()).isBetween(0.30, 0.36);
  }
}
