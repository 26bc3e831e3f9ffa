package io.fedlora.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustMeanTest {
  /** A state a column: the k-th state has the k-th value of every row. */
  private static List<State> states(float[]... rows) {
    List<State> states = new ArrayList<>();
    for (int k = 0; k < rows[0].length; k++) {
      float[] values = new float[rows.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows[i][k];
      }
      Layout layout = Layout.builder().add("v", values.length).build();
      states.add(State.of(new Part("common", layout, values)));
    }
    return states;
  }

  private static float[] values(State state) {
    return state.part("common").values();
  }

  @Test
  void theMedianIsTheMiddleValueByValue() {
    assertThat(values(RobustMean.median(states(new float[] {5, 1, 1000}, new float[] {-9, 0, 2}))))
        .containsExactly(5, 0);
  }

  @Test
  void theMedianOfAnEvenNumberIsHalfway() {
    assertThat(values(RobustMean.median(states(new float[] {4, 1, 1000, 2})))).containsExactly(3);
  }

  @Test
  void trimmingLeavesOutAtBothEndsAndWeighsTheRest() {
    // Of five, floor(0.3 * 5) = 1 at either end: 1 and 90 go; (2*1 + 3*2 + 4*5) / 8 is left.
    float[] row = {90, 2, 1, 3, 4};
    assertThat(values(RobustMean.trimmed(states(row), new double[] {9, 1, 9, 2, 5}, 0.3)))
        .containsExactly(28 / 8f);
  }

  @Test
  void fewStatesAreNotTrimmedAway() {
    assertThat(values(RobustMean.trimmed(states(new float[] {3}), new double[] {0.2}, 0.49)))
        .containsExactly(3);
    assertThat(
            values(
                RobustMean.trimmed(states(new float[] {3, 5}), new double[] {1, 3}, 0.4999999999)))
        .containsExactly(4.5f);
  }

  @Test
  void anythingTrimmedByNothingIsTheMean() {
    float[] row = {3, 5, 10};
    double[] weights = {1, 1, 2};
    assertThat(values(RobustMean.trimmed(states(row), weights, 0))).containsExactly(7);
  }

  @Test
  void statesMustMatch() {
    State other = State.of(Part.zeros("head", Layout.builder().add("v", 1).build()));
    List<State> both = List.of(states(new float[] {1}).get(0), other);
    assertThatThrownBy(() -> RobustMean.median(both)).hasMessageContaining("head");
  }
}
