package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The meta-gradient of Per-FedAvg against the unrolled loss ({@code
 * docs/methods.md#per-fedavg-lora}).
 */
class MetaGradientTest {
  private static final List<String> PARTS = List.of("common", "private", "head");
  private static final Wiring WIRING = Fixture.wiring(Pooling.MEAN, Fixture.ALL, 1);
  private static final Batch CHI = Fixture.TEXTS.batch(7, 8, 9);

  private final Map<String, double[]> values = Fixture.values(WIRING, false);

  @Test
  void withOneBatchForStepAndCurvatureItIsTheSlopeOfTheUnrolledLoss() {
    StepRequest exact = request(Hypergradient.EXACT, true, Fixture.XI, Fixture.ZETA);
    StepRequest unrolled = request(Hypergradient.NONE, true, Fixture.XI, Fixture.ZETA);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      Outcome<double[]> outcome = model.step(exact, values);
      assertThat(Fixture.of(outcome.logged(), "hypergradient-ratio")).isGreaterThan(1e-3);
      Slopes.check(WIRING, outcome.gradients(), values, at -> model.step(unrolled, at).loss());
    }
  }

  @Test
  void aGraphOfItsOwnGivesTheSame() {
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      StepRequest kept = request(Hypergradient.EXACT, true, Fixture.XI, Fixture.ZETA);
      StepRequest own = request(Hypergradient.EXACT, false, Fixture.XI, Fixture.ZETA, Fixture.XI);
      assertThat(model.step(own, values).gradient("common"))
          .containsExactly(model.step(kept, values).gradient("common"), within(1e-14));
    }
  }

  @Test
  void differencesApproachTheExactForm() {
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      double[] exact = gradient(model, Hypergradient.EXACT, 0);
      double[] central = gradient(model, Hypergradient.CENTRAL, 1e-5);
      double[] none = gradient(model, Hypergradient.NONE, 0);
      double term = distance(exact, none);
      assertThat(term).isPositive();
      assertThat(distance(exact, central)).isLessThan(1e-6 * term);
    }
  }

  private double[] gradient(TorchModel model, Hypergradient form, double difference) {
    List<Batch> batches =
        form == Hypergradient.NONE
            ? List.of(Fixture.XI, Fixture.ZETA)
            : List.of(Fixture.XI, Fixture.ZETA, CHI);
    return model.step(request(form, false, difference, batches), values).gradient("common");
  }

  private StepRequest request(Hypergradient form, boolean shared, Batch... batches) {
    return request(form, shared, 0, List.of(batches));
  }

  private StepRequest request(
      Hypergradient form, boolean shared, double difference, List<Batch> batches) {
    return new StepRequest(
        WIRING,
        new Recipe.Meta(PARTS, form, shared),
        Fixture.state(WIRING, values),
        batches,
        Fixture.ALPHA,
        difference);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
