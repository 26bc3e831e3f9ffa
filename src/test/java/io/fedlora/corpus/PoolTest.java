package io.fedlora.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final List<String> LABELS = List.of("no", "yes");

  @Test
  void keepsTheFirstOfEqualTexts() {
    Pool pool =
        Pool.of(
            new LabelledTexts(
                LABELS,
                Metric.ACCURACY,
                List.of(
                    new Example("a", null, 0, null),
                    new Example("b", null, 1, null),
                    new Example("a", null, 1, null),
                    new Example("a", "pair", 1, null)),
                List.of()));
    assertThat(pool.size()).isEqualTo(3);
    assertThat(pool.label(0)).isZero();
    assertThat(pool.example(2).pair()).isEqualTo("pair");
    assertThat(pool.test()).isEmpty();
  }

  @Test
  void dropsTrainingTextsThatAreTestTexts() {
    Pool pool =
        Pool.of(
            new LabelledTexts(
                LABELS,
                Metric.ACCURACY,
                List.of(new Example("a", null, 0, null), new Example("b", null, 1, null)),
                List.of(new Example("b", null, 1, null), new Example("c", null, 1, null))));
    assertThat(pool.training()).containsExactly(0);
    assertThat(pool.test()).containsExactly(1, 2);
    assertThat(pool.example(1).text()).isEqualTo("b");
    assertThat(pool.count(pool.test())).containsExactly(0, 2);
  }
}
