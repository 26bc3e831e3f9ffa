package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import io.fedlora.adapter.Layout;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The bilevel recipe on the two-by-two linear model of the algorithm reference, section 1.4. */
class LinearVectorTest {
  private static final Offset<Double> NINE_PLACES = within(1e-9);
  private static final double ALPHA = 0.1;

  /** x = (A, Bᵀ), y = (C, Dᵀ). */
  private static final double[] COMMON = {1, 1, 1, 0};

  private static final double[] PRIVATE = {1, -1, 0, 1};

  @Test
  void exactStepGivesTheVector() {
    Outcome<double[]> outcome = step(Hypergradient.EXACT, 0, COMMON, PRIVATE);
    assertThat(outcome.loss()).isCloseTo(12.2525, NINE_PLACES);
    assertThat(outcome.updated("private")).containsExactly(at(1.2, -0.5, -0.1, 0.7), NINE_PLACES);
    double[] h = outcome.gradient("common");
    assertThat(h).containsExactly(at(-0.1531, -0.9169, -1.07, -6.065), NINE_PLACES);
    double term = ALPHA * Math.sqrt(0.331 * 0.331 * 2 + 4.45 * 4.45);
    double p = Math.sqrt(0.12 * 0.12 + 0.95 * 0.95 + 1.07 * 1.07 + 6.51 * 6.51);
    assertThat(Fixture.of(outcome.logged(), "hypergradient-ratio"))
        .isCloseTo(term / p, NINE_PLACES);
  }

  @Test
  void firstOrderStepLeavesTheTermOut() {
    Outcome<double[]> outcome = step(Hypergradient.NONE, 0, COMMON, PRIVATE);
    assertThat(outcome.gradient("common"))
        .containsExactly(at(-0.12, -0.95, -1.07, -6.51), NINE_PLACES);
    assertThat(outcome.logged()).isEmpty();
  }

  @Test
  void oneSidedDifferenceGivesItsVector() {
    // The reference's ε of 1e-4, as the share of y that the difference is given as.
    double v = Math.sqrt(0.331 * 0.331 + 0.417 * 0.417 + 1.5 * 1.5 + 2.95 * 2.95);
    double share = 1e-4 * v / Math.sqrt(3);
    Outcome<double[]> outcome = step(Hypergradient.ONE_SIDED, share, COMMON, PRIVATE);
    double[] h = outcome.gradient("common");
    assertThat((-1.07 - h[2]) / ALPHA).isCloseTo(-0.000147295, NINE_PLACES);
    assertThat((-6.51 - h[3]) / ALPHA).isCloseTo(-4.449814435, NINE_PLACES);
  }

  @Test
  void centralDifferenceIsExactHere() {
    // Along y the gradient of this model is quadratic at most, for which central differences hold.
    double[] h = step(Hypergradient.CENTRAL, 1e-3, COMMON, PRIVATE).gradient("common");
    assertThat(h).containsExactly(at(-0.1531, -0.9169, -1.07, -6.065), NINE_PLACES);
  }

  @Test
  void upperStepLowersTheLoss() {
    double[] h = step(Hypergradient.EXACT, 0, COMMON, PRIVATE).gradient("common");
    double[] y = step(Hypergradient.EXACT, 0, COMMON, PRIVATE).updated("private");
    double[] x = COMMON.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] -= 0.05 * h[i];
    }
    assertThat(x).containsExactly(at(1.007655, 1.045845, 1.0535, 0.30325), NINE_PLACES);
    // A lower step of rate 0 gives the loss where it stands.
    assertThat(step(Hypergradient.NONE, 0, 0, x, y).loss()).isCloseTo(10.2128131658, NINE_PLACES);
  }

  private static double[] at(double... values) {
    return values;
  }

  private static Outcome<double[]> step(
      Hypergradient form, double difference, double[] common, double[] own) {
    return step(form, difference, ALPHA, common, own);
  }

  private static Outcome<double[]> step(
      Hypergradient form, double difference, double alpha, double[] common, double[] own) {
    Map<String, Layout> layouts = new LinkedHashMap<>();
    Layout layout = Layout.builder().add("down", 1, 2).add("up", 1, 2).build();
    layouts.put("common", layout);
    layouts.put("private", layout);
    List<Leaf> leaves = Leaf.of(layouts, Form.FAST);
    RecipeText recipe = RecipeText.of(new Recipe.Bilevel(List.of("common"), "private", form));
    String source =
        ProgramText.module(recipe.text(leaves) + Template.named("linear-model").fill(Map.of()));
    try (PtNDManager manager = TorchThread.open(Device.cpu());
        FrozenBase loader = new FrozenBase(manager, Numbers.FLOAT64)) {
      Constants unused = new Constants(0);
      unused.add(new double[] {0}, 1);
      Program program =
          new Program(
              Script.load(manager, source),
              new NDList(),
              loader.constants(unused),
              layouts,
              leaves,
              Numbers.FLOAT64);
      Map<String, double[]> values = new LinkedHashMap<>();
      values.put("common", common);
      values.put("private", own);
      BatchSource batch =
          (inputs, argument) -> {
            put(inputs, argument, 1, 0, 0, 1);
            put(inputs, argument, 1, 2, 3, 4);
          };
      return program.step(
          manager,
          recipe,
          Vectors.DOUBLES,
          values,
          new double[] {alpha, difference},
          List.of(batch, batch));
    }
  }

  private static void put(Inputs inputs, String argument, double... values) {
    inputs.add(
        argument,
        Numbers.FLOAT64.host(),
        to -> Numbers.FLOAT64.putAll(to, values),
        2,
        values.length / 2);
  }
}
