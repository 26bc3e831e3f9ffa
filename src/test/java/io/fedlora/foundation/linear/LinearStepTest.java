package io.fedlora.foundation.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FoundationException;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.Loss;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed forms against a vector worked by hand and finite differences. */
class LinearStepTest {
  private static final Offset<Double> NINE_PLACES = within(1e-9);
  private static final double ALPHA = 0.1;

  /** x = (A, Bᵀ), y = (C, Dᵀ). */
  private static final double[] COMMON = {1, 1, 1, 0};

  private static final double[] PRIVATE = {1, -1, 0, 1};

  private static final Regression TWO_BY_TWO =
      new Regression(
          new DMatrixRMaj(2, 2, true, Math.sqrt(2), 0, 0, Math.sqrt(2)),
          new DMatrixRMaj(
              2, 2, true, Math.sqrt(2), 2 * Math.sqrt(2), 3 * Math.sqrt(2), 4 * Math.sqrt(2)));

  @Test
  void exactStepGivesTheVector() {
    LinearStep.Outcome outcome = step(Hypergradient.EXACT, 0, ALPHA);
    assertThat(outcome.loss()).isCloseTo(12.2525, NINE_PLACES);
    assertThat(outcome.updated().get("private"))
        .containsExactly(new double[] {1.2, -0.5, -0.1, 0.7}, NINE_PLACES);
    assertThat(outcome.gradients().get("common"))
        .containsExactly(new double[] {-0.1531, -0.9169, -1.07, -6.065}, NINE_PLACES);
    double term = ALPHA * Math.sqrt(0.331 * 0.331 * 2 + 4.45 * 4.45);
    double p = Math.sqrt(0.12 * 0.12 + 0.95 * 0.95 + 1.07 * 1.07 + 6.51 * 6.51);
    assertThat(outcome.logged().get("hypergradient-ratio")).isCloseTo(term / p, NINE_PLACES);
  }

  @Test
  void firstOrderStepLeavesTheTermOut() {
    LinearStep.Outcome outcome = step(Hypergradient.NONE, 0, ALPHA);
    assertThat(outcome.gradients().get("common"))
        .containsExactly(new double[] {-0.12, -0.95, -1.07, -6.51}, NINE_PLACES);
    assertThat(outcome.logged()).isEmpty();
  }

  @Test
  void oneSidedDifferenceGivesItsVector() {
    // The reference's ε of 1e-4, as the share of y that the difference is given as.
    double v = Math.sqrt(0.331 * 0.331 + 0.417 * 0.417 + 1.5 * 1.5 + 2.95 * 2.95);
    double[] h =
        step(Hypergradient.ONE_SIDED, 1e-4 * v / Math.sqrt(3), ALPHA).gradients().get("common");
    assertThat((-1.07 - h[2]) / ALPHA).isCloseTo(-0.000147295, NINE_PLACES);
    assertThat((-6.51 - h[3]) / ALPHA).isCloseTo(-4.449814435, NINE_PLACES);
  }

  @Test
  void centralDifferenceIsExactHere() {
    assertThat(step(Hypergradient.CENTRAL, 1e-3, ALPHA).gradients().get("common"))
        .containsExactly(new double[] {-0.1531, -0.9169, -1.07, -6.065}, NINE_PLACES);
  }

  private static LinearStep.Outcome step(Hypergradient form, double difference, double alpha) {
    Map<String, double[]> state = new LinkedHashMap<>();
    state.put("common", COMMON);
    state.put("private", PRIVATE);
    state.put("head", new double[0]);
    return new LinearStep(wiring(2, 2, 1, 1, 1), alpha, difference)
        .compute(
            new Recipe.Bilevel(List.of("common", "head"), "private", form),
            state,
            List.of(TWO_BY_TWO, TWO_BY_TWO));
  }

  @Test
  void gradientsAreSlopesOfTheLoss() {
    Wiring wiring = wiring(4, 3, 2, 1, 0.5);
    Map<String, double[]> state = random(wiring);
    Regression batch = regression(4, 3, 7, 1);
    Map<String, double[]> found =
        gradient(wiring, state, batch, List.of("common", "private")).gradients();
    found.forEach(
        (part, slopes) -> {
          for (int i = 0; i < slopes.length; i++) {
            double ahead = lossAside(wiring, state, batch, part, i, 1e-6);
            double behind = lossAside(wiring, state, batch, part, i, -1e-6);
            assertThat(slopes[i])
                .as("%s[%d]", part, i)
                .isCloseTo((ahead - behind) / 2e-6, within(1e-7));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3})
  void theHypergradientIsTheSlopeOfTheUnrolledLoss(double alpha) {
    Wiring wiring = wiring(4, 3, 2, 1, 0.5);
    Map<String, double[]> state = random(wiring);
    Regression xi = regression(4, 3, 7, 1);
    Regression zeta = regression(4, 3, 5, 2);
    double[] h =
        new LinearStep(wiring, alpha, 0)
            .compute(
                new Recipe.Bilevel(List.of("common"), "private", Hypergradient.EXACT),
                state,
                List.of(xi, zeta))
            .gradients()
            .get("common");
    for (int i = 0; i < h.length; i++) {
      double ahead = unrolled(wiring, aside(state, "common", i, 1e-6), state, alpha, xi, zeta);
      double behind = unrolled(wiring, aside(state, "common", i, -1e-6), state, alpha, xi, zeta);
      assertThat(h[i]).as("[%d]", i).isCloseTo((ahead - behind) / 2e-6, within(1e-7));
    }
  }

  /** f(x, y − α ∇_y f(x, y; ξ); ζ) with y held constant. */
  private static double unrolled(
      Wiring wiring,
      Map<String, double[]> x,
      Map<String, double[]> y,
      double alpha,
      Regression xi,
      Regression zeta) {
    Map<String, double[]> stepped = new LinkedHashMap<>(x);
    double[] moved = y.get("private").clone();
    double[] slope = gradient(wiring, x, xi, List.of("private")).gradients().get("private");
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= alpha * slope[i];
    }
    stepped.put("private", moved);
    return gradient(wiring, stepped, zeta, List.of("common")).loss();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theMetaGradientIsTheSlopeOfTheLossAfterAStep(boolean shared) {
    Wiring wiring = wiring(4, 3, 2, 1, 0.5);
    Map<String, double[]> state = random(wiring);
    Regression first = regression(4, 3, 7, 1);
    Regression second = regression(4, 3, 5, 2);
    List<String> parts = List.of("common", "private");
    for (Hypergradient form : List.of(Hypergradient.EXACT, Hypergradient.CENTRAL)) {
      // Where ξ3 is a batch of its own, the same one is given, for which the slope is known.
      LinearStep.Outcome found =
          new LinearStep(wiring, 0.1, 1e-5)
              .compute(
                  new Recipe.Meta(parts, form, shared),
                  state,
                  shared ? List.of(first, second) : List.of(first, second, first));
      for (String part : parts) {
        double[] h = found.gradients().get(part);
        for (int i = 0; i < h.length; i++) {
          double ahead = afterStep(wiring, aside(state, part, i, 1e-6), first, second);
          double behind = afterStep(wiring, aside(state, part, i, -1e-6), first, second);
          assertThat(h[i])
              .as("%s %s[%d]", form, part, i)
              .isCloseTo((ahead - behind) / 2e-6, within(1e-6));
        }
      }
    }
  }

  private static double afterStep(
      Wiring wiring, Map<String, double[]> w, Regression first, Regression second) {
    List<String> parts = List.of("common", "private");
    Map<String, double[]> stepped =
        Vectors.plus(w, -0.1, gradient(wiring, w, first, parts).gradients());
    return gradient(wiring, stepped, second, parts).loss();
  }

  @Test
  void aLossOverClassesIsRefused() {
    Wiring wiring = wiring(4, 3, 2, 1, 1);
    Recipe taught =
        new Recipe.Gradient(List.of("common"), new Loss(Loss.Task.CROSS_ENTROPY, 1, 1, 2));
    assertThatThrownBy(
            () ->
                new LinearStep(wiring, 0, 0)
                    .compute(taught, random(wiring), List.of(regression(4, 3, 7, 1))))
        .isInstanceOf(FoundationException.class)
        .hasMessageContaining("this method needs an encoder");
  }

  @Test
  void aPartThatIsNotThereIsNamed() {
    Wiring wiring = wiring(4, 3, 2, 1, 1);
    assertThatThrownBy(
            () -> gradient(wiring, random(wiring), regression(4, 3, 7, 1), List.of("gate")))
        .hasMessageContaining("gate");
  }

  private static LinearStep.Outcome gradient(
      Wiring wiring, Map<String, double[]> state, Regression batch, List<String> parts) {
    return new LinearStep(wiring, 0, 0).compute(new Recipe.Gradient(parts), state, List.of(batch));
  }

  private static double lossAside(
      Wiring wiring,
      Map<String, double[]> state,
      Regression batch,
      String part,
      int index,
      double by) {
    return gradient(wiring, aside(state, part, index, by), batch, List.of("common")).loss();
  }

  private static Map<String, double[]> aside(
      Map<String, double[]> state, String part, int index, double by) {
    Map<String, double[]> moved = new LinkedHashMap<>(state);
    double[] values = state.get(part).clone();
    values[index] += by;
    moved.put(part, values);
    return moved;
  }

  private static Wiring wiring(int inputs, int outputs, int rank, int own, double scale) {
    return new Wiring(
        Architecture.linear(inputs, outputs),
        List.of(
            new LowRank("common", 0, Linear.QUERY, rank, 1),
            new LowRank("private", 0, Linear.QUERY, own, scale)),
        new Head("head", 0),
        Pooling.MEAN);
  }

  private static Map<String, double[]> random(Wiring wiring) {
    Map<String, double[]> state = new LinkedHashMap<>();
    wiring
        .layouts()
        .forEach(
            (part, layout) -> state.put(part, normal(RandomStream.of(1, part), layout.size())));
    return state;
  }

  private static Regression regression(int inputs, int outputs, int columns, long key) {
    RandomStream stream = RandomStream.of(key, "regression");
    return new Regression(
        DMatrixRMaj.wrap(inputs, columns, normal(stream, inputs * columns)),
        DMatrixRMaj.wrap(outputs, columns, normal(stream, outputs * columns)));
  }

  private static double[] normal(RandomStream stream, int count) {
    double[] values = new double[count];
    java.util.Arrays.setAll(values, i -> stream.nextGaussian());
    return values;
  }
}
