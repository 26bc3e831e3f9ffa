package io.fedlora.foundation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Assessment;
import io.fedlora.foundation.BatchShape;
import io.fedlora.foundation.CostModel;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.ScenarioException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
  private static final Architecture SHAPE = Architecture.linear(2, 1);
  private static final Wiring WIRING =
      new Wiring(
          SHAPE,
          List.of(new LowRank("common", 0, Linear.QUERY, 1, 2)),
          new Head("head", 0),
          Pooling.MEAN);

  /** W = 2 · 3 · (1, −1). */
  private static final State STATE =
      State.of(
          new Part("common", WIRING.layout("common"), new float[] {1, -1, 3}),
          Part.zeros("head", WIRING.layout("head")));

  private final LinearModel model =
      new LinearModel(
          SHAPE,
          new TokenTable(List.of(column("1 0.5", "4"), column("-0.1 1e-3", "0")), new int[2]));

  @Test
  void aStepIsThatOfItsColumns() {
    // Predictions 3 and −0.606, residuals −1 and −0.606.
    StepResult result =
        model.step(StepRequest.gradient(WIRING, List.of("common", "head"), STATE, batch()));
    assertThat(result.loss()).isCloseTo((1 + 0.606 * 0.606) / 4, within(1e-12));
    // G = (−1·(1, 0.5) − 0.606·(−0.1, 0.001)) / 2, ∇_A = 2 · 3 · G, ∇_B = 2 · G · (1, −1).
    double g0 = (-1 + 0.0606) / 2;
    double g1 = (-0.5 - 0.000606) / 2;
    assertThat(result.gradients().get("common"))
        .containsExactly(
            new float[] {(float) (6 * g0), (float) (6 * g1), (float) (2 * (g0 - g1))},
            within(1e-6f));
    assertThat(result.gradients().get("head")).isEmpty();
  }

  @Test
  void everyColumnHasItsLoss() {
    Assessment found = model.assess(WIRING, STATE, batch());
    assertThat(found.losses())
        .containsExactly(new double[] {0.5, 0.5 * 0.606 * 0.606}, within(1e-12));
  }

  @Test
  void aColumnKeepsItsBits() {
    double[] numbers = {Math.PI, -Double.MIN_VALUE, -1.0 / 3};
    EncodedText column = column(numbers[0] + " " + numbers[1], numbers[2] + "");
    assertThat(ColumnTokenizer.numbers(column)).containsExactly(numbers);
    assertThat(column.segments()).containsExactly(0, 0, 0, 0, 1, 1);
  }

  @Test
  void whatIsNoColumnIsRefused() {
    assertThatThrownBy(() -> column("a word", "1"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("found \"a word\"");
    assertThatThrownBy(() -> column("1 2 3", "1")).hasMessageContaining("columns of 2 numbers");
    assertThatThrownBy(() -> new ColumnTokenizer(SHAPE).encode("1 2", "1", 5))
        .hasMessageContaining("local.max-length = 6");
  }

  @Test
  void costsAreThoseOfOneLinear() {
    // Two columns: W0 takes 2·2·2·1, the adapter 2·2·(2 + 1).
    assertThat(CostModel.forward(WIRING, 2, 1)).isEqualTo(8 + 12);
    // Backward: both gradients of the factors, and that of what lies between them.
    assertThat(
            CostModel.step(
                WIRING, new Recipe.Gradient(List.of("common")), List.of(new BatchShape(2, 1))))
        .isEqualTo(20 + 12 + 4);
  }

  private static Batch batch() {
    return new Batch(new int[] {0, 1}, new int[2], 8);
  }

  private static EncodedText column(String inputs, String outputs) {
    return new ColumnTokenizer(SHAPE).encode(inputs, outputs, 6);
  }
}
