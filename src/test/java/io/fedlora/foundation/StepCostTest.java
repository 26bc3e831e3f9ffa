package io.fedlora.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepCostTest {
  private static final Architecture SHAPE = new Architecture(2, 8, 2, 16, 10, 16, 0, 2, 0, 1e-12);
  private static final BatchShape XI = new BatchShape(2, 8);
  private static final BatchShape ZETA = new BatchShape(3, 16);
  private static final Wiring WIRING =
      new Wiring(
          SHAPE,
          List.of(
              new LowRank("common", 1, Linear.QUERY, 2, 1),
              new LowRank("private", 1, Linear.QUERY, 1, 1)),
          new Head("head", 2),
          Pooling.MEAN);

  private static StepCost bilevel(Hypergradient form) {
    Recipe recipe = new Recipe.Bilevel(List.of("common", "head"), "private", form);
    return StepCost.of(WIRING, recipe, List.of(XI, ZETA));
  }

  private static long forward(BatchShape batch) {
    return CostModel.forward(WIRING, batch.rows(), batch.length());
  }

  @Test
  void aGradientIsOnePassForwardAndOneBack() {
    Recipe recipe = new Recipe.Gradient(List.of("common", "head"));
    StepCost cost = StepCost.of(WIRING, recipe, List.of(XI));
    assertThat(cost.forward()).isEqualTo(forward(XI));
    assertThat(cost.secondOrder()).isZero();
    assertThat(cost.total()).isEqualTo(CostModel.step(WIRING, recipe, List.of(XI)));
  }

  @ParameterizedTest
  @EnumSource(Hypergradient.class)
  void whatAFormAddsToTheFirstOrderFormIsItsSecondOrder(Hypergradient form) {
    StepCost plain = bilevel(Hypergradient.NONE);
    StepCost cost = bilevel(form);
    assertThat(cost.forward()).isEqualTo(plain.forward()).isEqualTo(forward(XI) + forward(ZETA));
    assertThat(cost.backward()).isEqualTo(plain.backward());
    assertThat(cost.secondOrder() > 0).isEqualTo(form != Hypergradient.NONE);
    Recipe recipe = new Recipe.Bilevel(List.of("common", "head"), "private", form);
    assertThat(cost.total()).isEqualTo(CostModel.step(WIRING, recipe, List.of(XI, ZETA)));
  }

  @Test
  void theCentralDifferenceAddsTwoGradients() {
    Recipe upper = new Recipe.Gradient(List.of("common", "head"));
    assertThat(bilevel(Hypergradient.CENTRAL).secondOrder())
        .isEqualTo(2 * CostModel.step(WIRING, upper, List.of(XI)));
  }

  @Test
  void aMetaGradientAddsTwoGradientsToItsFirstOrderFormAsADifference() {
    List<String> parts = List.of("common", "head");
    List<BatchShape> batches = List.of(XI, ZETA, XI);
    StepCost cost =
        StepCost.of(WIRING, new Recipe.Meta(parts, Hypergradient.CENTRAL, false), batches);
    assertThat(cost.forward()).isEqualTo(forward(XI) + forward(ZETA));
    assertThat(cost.secondOrder())
        .isEqualTo(2 * CostModel.step(WIRING, new Recipe.Gradient(parts), List.of(XI)));
  }

  @Test
  void scoringIsForwardAlone() {
    assertThat(StepCost.forward(WIRING, XI)).isEqualTo(new StepCost(forward(XI), 0, 0));
  }
}
