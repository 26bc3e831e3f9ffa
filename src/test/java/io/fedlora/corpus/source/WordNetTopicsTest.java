package io.fedlora.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Draw;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Split;
import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;

class WordNetTopicsTest {
  private static LabelledTexts read(String... topics) {
    return new WordNetTopics(new WordNetTopics.Options(List.of(topics))).read();
  }

  @Test
  void wordNetHas117791Definitions() {
    int[] count = new int[2];
    for (String file : List.of("noun", "verb", "adj", "adv")) {
      Definitions.read(
          file,
          (topic, text) -> {
            count[0]++;
            count[1] += new StringTokenizer(text).countTokens() >= 4 ? 1 : 0;
          });
    }
    assertThat(count).containsExactly(117_791, 107_736);
  }

  @Test
  void theDefaultIsTheReferenceSettingsSixteenTopics() {
    LabelledTexts texts = read();
    assertThat(texts.metric()).isEqualTo(Metric.ACCURACY);
    assertThat(texts.labels())
        .containsExactly(
            "noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition noun.communication noun.event noun.food noun.group noun.location noun.person noun.plant noun.state noun.substance noun.time"
                .split(" "));
    Pool pool = Pool.of(texts);
    Split split = Split.of(pool, new CorpusSizes(64, 0, 100, Draw.BALANCED), 8, 0);
    assertThat(pool.count(split.train())).containsOnly(32);
    assertThat(pool.count(split.test())).containsOnly(50);
    assertThat(texts.training().stream().map(Example::text))
        .filteredOn(text -> text.contains("; \"") || text.contains(" | "))
        .isEmpty();
  }

  @Test
  void topicsGoByShortOrFullName() {
    LabelledTexts texts = read("time", "verb.weather", "pert");
    assertThat(texts.labels()).containsExactly("noun.time", "verb.weather", "adj.pert");
    assertThat(texts.training()).anyMatch(e -> e.label() == 1);
    assertThat(Arrays.stream(Pool.of(texts).count(Pool.of(texts).training())))
        .allMatch(c -> c > 50);
  }

  @Test
  void refusesUnknownAmbiguousAndDoubleTopics() {
    assertThatThrownBy(() -> read("act", "cheese"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no topic cheese")
        .hasMessageContaining("noun.food");
    assertThatThrownBy(() -> read("act", "all"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("[adj.all, adv.all]");
    assertThatThrownBy(() -> read("act", "noun.act")).isInstanceOf(ScenarioException.class);
  }
}
