package io.fedlora.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateMathTest {
  private static final Layout LAYOUT = Layout.builder().add("A", 2).add("Bt", 1).build();

  private static State state(float... values) {
    return State.of(new Part("common", LAYOUT, values));
  }

  private static float[] values(State state) {
    return state.part("common").values();
  }

  @Test
  void weighsTheMean() {
    State mean = StateMath.mean(List.of(state(1, 2, 3), state(5, 6, 7)), new double[] {3, 1});
    assertThat(values(mean)).containsExactly(2, 3, 4);
  }

  @Test
  void addsInDoublePrecision() {
    // In float32 the two small terms would be lost beside the large one.
    State mean =
        StateMath.mean(
            List.of(state(1, 0, 0), state(3e-8f, 0, 0), state(3e-8f, 0, 0)),
            new double[] {1, 1, 1});
    assertThat(values(mean)[0]).isEqualTo((float) ((1 + 2 * (double) 3e-8f) / 3));
  }

  @Test
  void sumsWithWeightsOfAnySign() {
    State x = state(1, 2, 3);
    State y = state(10, 20, 30);
    assertThat(values(StateMath.sum(List.of(x, y), new double[] {2, -1})))
        .containsExactly(-8, -16, -24);
    assertThat(values(x)).containsExactly(1, 2, 3);
  }

  @Test
  void refusesWeightsThatMeanNothing() {
    List<State> one = List.of(state(1, 2, 3));
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> StateMath.mean(one, new double[] {weight}))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> StateMath.mean(one, new double[] {1, 1}))
        .hasMessage("1 states with 2 weights");
    assertThatThrownBy(() -> StateMath.mean(List.of(), new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void measures() {
    State two = state(3, 0, 0).with(Part.zeros("head", LAYOUT).with(new float[] {0, 4, 0}));
    State none = StateMath.sum(List.of(two), new double[] {0});
    assertThat(StateMath.distance(two, none)).isCloseTo(5, within(1e-15));
  }

  @Test
  void aPartIsTheMeanOfThoseThatHoldIt() {
    State common = state(1, 1, 1).with(Part.zeros("head", LAYOUT)).with(Part.zeros("x", LAYOUT));
    State longer =
        State.of(new Part("common", Layout.builder().add("A", 1).build(), new float[] {8}));
    State other = State.of(longer.part("common").with(new float[] {2}));
    State merged =
        StateMath.meanOfParts(
            common,
            List.of(longer, other, State.of(common.part("head").with(new float[] {3, 4, 5}))),
            new double[] {0.25, 0.5, 0.25});
    assertThat(merged.names()).containsExactly("common", "head", "x");
    assertThat(merged.part("common").values()).containsExactly(4f);
    assertThat(merged.part("head").values()).containsExactly(3f, 4f, 5f);
    assertThat(merged.part("x")).isSameAs(common.part("x"));
  }

  @Test
  void findsWhatIsNotFinite() {
    assertThat(StateMath.firstNonFinite(state(1, 2, 3))).isEmpty();
    assertThat(StateMath.firstNonFinite(state(1, Float.NaN, 3))).contains("common A[1] is NaN");
    assertThat(StateMath.firstNonFinite(state(1, 2, Float.NEGATIVE_INFINITY)))
        .contains("common Bt[0] is -Infinity");
  }

  @Test
  void saysWhatDiffers() {
    State expected = state(1, 2, 3);
    assertThat(StateMath.layoutDifference(expected, state(4, 5, 6))).isEmpty();
    assertThat(StateMath.layoutDifference(expected, State.empty()))
        .contains("parts [] where [common] belong");
    State longer =
        State.of(Part.zeros("common", Layout.builder().add("A", 2).add("Bt", 2).build()));
    assertThatThrownBy(() -> StateMath.requireSameLayout(expected, longer))
        .hasMessage("states do not match: part common has Bt[2] where Bt[1] belongs");
    State shorter = State.of(Part.zeros("common", Layout.builder().add("A", 2).build()));
    assertThat(StateMath.layoutDifference(expected, shorter))
        .contains("part common has nothing where Bt[1] belongs");
  }
}
