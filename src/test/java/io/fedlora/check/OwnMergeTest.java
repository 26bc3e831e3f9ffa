package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.check.OwnMerge.Share;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Merges of methods with rules of their own, worked by hand. */
class OwnMergeTest {
  private static final String LINEAR = "layer.0.query";

  /** One linear with two inputs and one output; a row of A and a number of B for each rank. */
  private static Values adapter(int rank, float... rowsThenB) {
    List<Shape> shapes = new ArrayList<>();
    shapes.add(new Shape(LINEAR + ".A", List.of(rank, 2)));
    shapes.add(new Shape(LINEAR + ".Bt", List.of(rank, 1)));
    return new Values("common", shapes, rowsThenB);
  }

  private static Values part(String name, float... values) {
    return new Values(name, List.of(new Shape("x", List.of(values.length))), values);
  }

  private static Share share(int client, double weight, Values... parts) {
    return new Share(client, weight, List.of(parts));
  }

  /** Norms 10 and 3 make of equal weights 10/13 and 3/13. */
  @Test
  void sparsityWeighs() throws FrameException {
    OwnMerge rule =
        new SparsityWeighted(
            List.of(adapter(2, 1, 0, 0, 1, 0, 0), part("ranks", 2, 2), part("head", 0)), false);
    rule.merge(
        List.of(
            share(0, 0.5, adapter(2, 3, 0, 0, 4, 2, 2), part("head", 1)),
            share(1, 0.5, adapter(1, 0, 1, 3), part("head", 3))));
    double first = 10.0 / 13;
    double second = 3.0 / 13;
    List<Values> expected =
        List.of(
            adapter(
                2,
                (float) (first * 3),
                (float) second,
                0,
                (float) (first * 4),
                (float) (first * 2 + second * 3),
                (float) (first * 2)),
            part("ranks", 2, 1),
            part("head", 2));
    assertThat(rule.difference(expected)).isEmpty();
    assertThat(rule.difference(List.of(expected.get(0), part("ranks", 2, 2), expected.get(2))))
        .contains("of part ranks");
  }

  @Test
  void weightsAloneCountBeforeAnythingIsLearnt() throws FrameException {
    OwnMerge rule = new SparsityWeighted(List.of(adapter(1, 1, 0, 0), part("ranks", 1, 1)), true);
    rule.merge(List.of(share(0, 0.75, adapter(1, 4, 0, 0)), share(1, 0.25, adapter(1, 0, 8, 0))));
    assertThat(rule.difference(List.of(adapter(1, 3, 2, 0), part("ranks", 1, 1)))).isEmpty();
  }

  /** ½ · 4/1 · 1·(1, 0) + ½ · 4/2 · (2·(0, 1) + 1·(1, 1)) = (3, 3). */
  @Test
  void productsAreComparedHoweverTheyAreFactored() throws FrameException {
    OwnMerge rule = new MeanOfProducts(4);
    rule.merge(
        List.of(share(0, 0.5, adapter(1, 1, 0, 1)), share(1, 0.5, adapter(2, 0, 1, 1, 1, 2, 1))));
    assertThat(rule.difference(List.of(adapter(1, 1, 1, 3)))).isEmpty();
    assertThat(rule.difference(List.of(adapter(2, 1, 0, 0, 1.5f, 3, 2)))).isEmpty();
    assertThat(rule.difference(List.of(adapter(1, 1, 1.001f, 3)))).contains("off by");
    assertThat(rule.difference(List.of(adapter(1, 1, 1, 3), part("head", 1)))).contains("head");
  }

  @Test
  void productsAddUpFromVersionToVersion() throws FrameException {
    Values base =
        new Values(
            "base",
            List.of(new Shape(LINEAR + ".weight.delta", List.of(1, 2))),
            new float[] {10, 20});
    OwnMerge rule = new SumOfProducts(List.of(base, part("made", 0)), 2);
    rule.merge(List.of(share(0, 1, adapter(1, 1, 2, 3))));
    rule.merge(List.of(share(0, 0.5, adapter(2, 1, 0, 0, 1, 1, 1))));
    assertThat(rule.difference(List.of(base.with(new float[] {16.5f, 32.5f}), part("made", 2))))
        .isEmpty();
    assertThat(rule.difference(List.of(base.with(new float[] {16.5f, 32})))).contains("part base");
  }

  /** 1000 comes and goes: what float32 loses of it stays in what is left (fuzz seed 597). */
  @Test
  void whatCancelsLeavesItsRoundingBehind() throws FrameException {
    Values base =
        new Values(
            "base",
            List.of(new Shape(LINEAR + ".weight.delta", List.of(1, 2))),
            new float[] {0, 0});
    OwnMerge rule = new SumOfProducts(List.of(base), 1);
    rule.merge(List.of(share(0, 1, adapter(1, 1000, 0, 1))));
    rule.merge(List.of(share(0, 1, adapter(1, -1000, 0, 1))));
    assertThat(rule.difference(List.of(base.with(new float[] {1e-4f, 0})))).isEmpty();
    assertThat(rule.difference(List.of(base.with(new float[] {1e-3f, 0})))).contains("value 0");
    assertThat(rule.difference(List.of(base.with(new float[] {0, 1e-6f})))).contains("value 1");
    assertThat(rule.difference(List.of(part("head", 0)))).contains("no part base");
  }

  /** From 8 to 4: Δ 4, u 4, a step of ½ (4 + ½ · 4) to 5. Then to 5: Δ 0, u 2, ½ · ½ · 2 to 4.5. */
  @Test
  void momentumCarriesOn() throws FrameException {
    OwnMerge rule =
        new OuterStep(
            List.of(part("common", 0), part("momentum-common", 0), part("stage", 0)), 0.5, 0.5);
    rule.merge(List.of(share(0, 0.5), share(1, 0.5)));
    rule.merge(List.of(share(0, 0.5, part("private", 6)), share(1, 0.5, part("private", 10))));
    assertThat(
            rule.difference(
                List.of(part("common", 8), part("momentum-common", 0), part("stage", 1))))
        .isEmpty();
    rule.merge(List.of(share(0, 1, part("common", 4))));
    rule.merge(List.of(share(0, 1, part("private", 5)), share(1, 0)));
    assertThat(
            rule.difference(
                List.of(part("common", 4.5f), part("momentum-common", 2), part("stage", 1))))
        .isEmpty();
  }

  @Test
  void whatDoesNotFitIsSaid() {
    OwnMerge rule = new MeanOfProducts(1);
    assertThatThrownBy(() -> rule.merge(List.of(share(3, 1, part("head", 1)))))
        .isInstanceOf(FrameException.class)
        .hasMessage("an update of client 3 has no common");
    assertThatThrownBy(() -> rule.merge(List.of(share(3, 1, part("common", 1)))))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("does not hold factors alone");
  }
}
