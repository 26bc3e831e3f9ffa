package io.fedlora.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Draw;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Shard;
import io.fedlora.corpus.Split;
import io.fedlora.corpus.partition.ByAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LanguageToolTest {
  private static LabelledTexts texts =
      new LabelledTexts(List.of(), Metric.MATTHEWS, List.of(), List.of());

  @BeforeAll
  static void readOnce() {
    texts = new LanguageTool().read();
  }

  @Test
  void holds9564WrongSentencesIn21Categories() {
    List<Example> wrong = texts.training().stream().filter(e -> e.label() == 0).toList();
    assertThat(wrong).hasSize(9564);
    assertThat(wrong.stream().map(Example::attribute).distinct()).hasSize(21);
    assertThat(texts.training()).hasSize(9564 + 14_653);
    assertThat(texts.labels()).containsExactly("unacceptable", "acceptable");
    assertThat(texts.metric()).isEqualTo(Metric.MATTHEWS);
  }

  @Test
  void stripsMarkersAndNamesTheRule() {
    Example loose =
        texts.training().stream()
            .filter(e -> e.text().equals("You don't want to loose this job, do you?"))
            .findFirst()
            .orElseThrow();
    assertThat(loose.label()).isZero();
    assertThat(loose.group()).isNotEmpty();
    assertThat(texts.training()).noneMatch(e -> e.text().contains("marker>"));
    assertThat(texts.training()).noneMatch(e -> e.text().isEmpty());
  }

  @Test
  void noRuleIsInTwoSections() {
    Pool pool = Pool.of(texts);
    Split split = Split.of(pool, new CorpusSizes(500, 100, 200, Draw.BALANCED), 8, 1);
    assertThat(pool.count(split.train())).containsExactly(2000, 2000);
    assertThat(pool.count(split.test())).containsExactly(800, 800);
    assertThat(rules(pool, split.train())).doesNotContainAnyElementsOf(rules(pool, split.test()));
    assertThat(rules(pool, split.validation()))
        .doesNotContainAnyElementsOf(rules(pool, split.test()))
        .doesNotContainAnyElementsOf(rules(pool, split.train()));
  }

  @Test
  void categoriesCanBeClients() {
    Pool pool = Pool.of(texts);
    List<Shard> shards =
        new ByAttribute().divide(pool, new CorpusSizes(64, 0, 100, Draw.NATURAL), 8, 1);
    assertThat(shards).hasSize(8);
    assertThat(shards)
        .allSatisfy(
            s ->
                assertThat(rules(pool, s.train()))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(rules(pool, s.test())));
  }

  private static Set<String> rules(Pool pool, int[] texts) {
    return Arrays.stream(texts)
        .mapToObj(t -> String.valueOf(pool.example(t).group()))
        .collect(Collectors.toSet());
  }
}
