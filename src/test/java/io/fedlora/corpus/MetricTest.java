package io.fedlora.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.scenario.ScenarioException;
import org.junit.jupiter.api.Test;

class MetricTest {
  @Test
  void accuracyIsTheShareOfRightPredictions() {
    assertThat(Metric.ACCURACY.score(new int[] {0, 1, 2, 1}, new int[] {0, 1, 1, 1}, 3))
        .isEqualTo(0.75);
    assertThat(Metric.ACCURACY.name()).isEqualTo("accuracy");
  }

  @Test
  void matthewsOfTwoLabelsIsTheUsualFormula() {
    // tp 2, tn 3, fp 1, fn 2: (2·3 − 1·2) / √(3·4·4·5)
    int[] actual = {1, 1, 1, 1, 0, 0, 0, 0};
    int[] predicted = {1, 1, 0, 0, 1, 0, 0, 0};
    assertThat(Metric.MATTHEWS.score(predicted, actual, 2))
        .isCloseTo(4 / Math.sqrt(240), within(1e-15));
    assertThat(Metric.MATTHEWS.name()).isEqualTo("matthews");
  }

  @Test
  void matthewsOfThreeLabels() {
    // s 6, c 4, p (2,1,3), t (2,2,2): (24 − 12) / √((36 − 14)(36 − 12))
    int[] actual = {0, 0, 1, 1, 2, 2};
    int[] predicted = {0, 0, 1, 2, 2, 2};
    int[] worse = {0, 2, 1, 0, 2, 2};
    assertThat(Metric.MATTHEWS.score(predicted, actual, 3))
        .isCloseTo((5 * 6 - 12) / Math.sqrt(22 * 24), within(1e-15));
    assertThat(Metric.MATTHEWS.score(worse, actual, 3))
        .isCloseTo((4 * 6 - 12) / Math.sqrt(22 * 24), within(1e-15));
    assertThat(Metric.MATTHEWS.score(actual, actual, 3)).isEqualTo(1);
  }

  @Test
  void matthewsWithoutSpreadIsZero() {
    assertThat(Metric.MATTHEWS.score(new int[] {1, 1}, new int[] {0, 1}, 2)).isZero();
    assertThat(Metric.MATTHEWS.score(new int[] {0, 1}, new int[] {1, 1}, 2)).isZero();
  }

  @Test
  void knowsItsNamesAndRefusesNothing() {
    assertThat(Metric.named("matthews")).isEqualTo(Metric.MATTHEWS);
    assertThatThrownBy(() -> Metric.named("f1"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("accuracy and matthews");
    assertThatThrownBy(() -> Metric.ACCURACY.score(new int[0], new int[0], 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
