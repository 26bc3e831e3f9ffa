package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Entry;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every derivative against central differences of the loss (of fourth order), in float64. */
class GradientCheckTest {
  @ParameterizedTest
  @EnumSource(Pooling.class)
  void firstOrderGradientIsTheSlopeOfTheLossForEveryMatrix(Pooling pooling) {
    Wiring wiring = Fixture.wiring(pooling, Fixture.ALL, 1);
    StepRequest request = Fixture.gradient(wiring, Fixture.XI, "common", "private", "head");
    Map<String, double[]> values = Fixture.values(wiring, false);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      Outcome<double[]> outcome = model.step(request, values);
      assertThat(outcome.gradients().keySet()).containsExactly("common", "private", "head");
      Slopes.check(wiring, outcome.gradients(), values, at -> model.step(request, at).loss());
    }
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void exactHypergradientIsTheSlopeOfTheUnrolledLossForEveryMatrix(Pooling pooling) {
    Wiring wiring = Fixture.wiring(pooling, Fixture.ALL, 1);
    StepRequest exact = Fixture.bilevel(wiring, Hypergradient.EXACT, 0);
    StepRequest unrolled = Fixture.bilevel(wiring, Hypergradient.NONE, 0);
    Map<String, double[]> values = Fixture.values(wiring, false);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      Outcome<double[]> outcome = model.step(exact, values);
      assertThat(outcome.gradients().keySet()).containsExactly("common", "head");
      assertThat(Fixture.of(outcome.logged(), "hypergradient-ratio")).isGreaterThan(1e-3);
      Slopes.check(wiring, outcome.gradients(), values, at -> model.step(unrolled, at).loss());
    }
  }

  @Test
  void adaptersInTheLowestLayerOfAllAreRightToo() {
    Wiring wiring = Fixture.wiring(Pooling.MEAN, Fixture.QUERY_VALUE, 0);
    StepRequest exact = Fixture.bilevel(wiring, Hypergradient.EXACT, 0);
    StepRequest unrolled = Fixture.bilevel(wiring, Hypergradient.NONE, 0);
    Map<String, double[]> values = Fixture.values(wiring, false);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      Outcome<double[]> outcome = model.step(exact, values);
      Slopes.check(wiring, outcome.gradients(), values, at -> model.step(unrolled, at).loss());
    }
  }

  @Test
  void differencesApproachTheExactHypergradient() {
    Wiring wiring = Fixture.wiring(Pooling.MEAN, Fixture.ALL, 1);
    Map<String, double[]> values = Fixture.values(wiring, false);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      double[] exact = hypergradient(model, wiring, values, Hypergradient.EXACT, 0);
      double[] none = hypergradient(model, wiring, values, Hypergradient.NONE, 0);
      double term = distance(exact, none);
      double[] oneSided = hypergradient(model, wiring, values, Hypergradient.ONE_SIDED, 1e-8);
      double[] central = hypergradient(model, wiring, values, Hypergradient.CENTRAL, 1e-5);
      assertThat(distance(exact, oneSided)).isLessThan(1e-5 * term);
      assertThat(distance(exact, central)).isLessThan(1e-6 * term);
      double[] coarse = hypergradient(model, wiring, values, Hypergradient.ONE_SIDED, 1e-4);
      double[] finer = hypergradient(model, wiring, values, Hypergradient.ONE_SIDED, 1e-5);
      assertThat(distance(exact, coarse) / distance(exact, finer)).isCloseTo(10, within(1.0));
    }
  }

  @Test
  void privateFactorsMoveThoughDStartsAtZero() {
    Wiring wiring = Fixture.wiring(Pooling.MEAN, Fixture.QUERY_VALUE, 1);
    Map<String, double[]> values = Fixture.values(wiring, true);
    StepRequest request = Fixture.bilevel(wiring, Hypergradient.EXACT, 0);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      double[] once = model.step(request, values).updated("private");
      for (Entry entry : wiring.layout("private").entries()) {
        boolean up = entry.name().endsWith(".Bt");
        assertThat(moved(entry, Fixture.of(values, "private"), once))
            .as(entry.name())
            .isEqualTo(up);
      }
      Map<String, double[]> after = new LinkedHashMap<>(values);
      after.put("private", once);
      double[] twice = model.step(request, after).updated("private");
      for (Entry entry : wiring.layout("private").entries()) {
        assertThat(moved(entry, once, twice)).as(entry.name()).isTrue();
      }
    }
  }

  private static boolean moved(Entry entry, double[] from, double[] to) {
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      if (from[i] != to[i]) {
        return true;
      }
    }
    return false;
  }

  private static double[] hypergradient(
      TorchModel model,
      Wiring wiring,
      Map<String, double[]> values,
      Hypergradient form,
      double difference) {
    return model.step(Fixture.bilevel(wiring, form, difference), values).gradient("common");
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
