package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.ScenarioFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fast form against the plain one, precision against precision, and what is refused. */
class FormTest {
  @Test
  void fastFormEqualsPlainForm() {
    List<List<Linear>> choices =
        List.of(
            Fixture.ALL,
            Fixture.QUERY_VALUE,
            List.of(Linear.KEY),
            List.of(Linear.ATTENTION_OUTPUT, Linear.OUTPUT));
    try (TorchModel fast = Fixture.model(Precision.FLOAT64, Form.FAST);
        TorchModel plain = Fixture.model(Precision.FLOAT64, Form.PLAIN)) {
      for (Pooling pooling : Pooling.values()) {
        for (List<Linear> linears : choices) {
          for (int lowest : new int[] {0, 2}) {
            Wiring wiring = Fixture.wiring(pooling, linears, lowest);
            StepRequest request = Fixture.bilevel(wiring, Hypergradient.EXACT, 0);
            Map<String, double[]> values = Fixture.values(wiring, false);
            assertClose(fast.step(request, values), plain.step(request, values));
          }
        }
      }
    }
  }

  @Test
  void fastFormEqualsPlainFormWithTheHeadAlone() {
    try (TorchModel fast = Fixture.model(Precision.FLOAT64, Form.FAST);
        TorchModel plain = Fixture.model(Precision.FLOAT64, Form.PLAIN)) {
      for (Pooling pooling : Pooling.values()) {
        Wiring wiring = Fixture.wiring(pooling, List.of(), 0);
        StepRequest request = Fixture.gradient(wiring, Fixture.XI, "head");
        Map<String, double[]> values = Fixture.values(wiring, false);
        assertClose(fast.step(request, values), plain.step(request, values));
      }
    }
  }

  @Test
  void float32IsCloseToFloat64() {
    assertThat(error(Precision.FLOAT32)).isLessThan(1e-5);
  }

  @Test
  void bfloat16IsCloseToFloat64() {
    assertThat(error(Precision.BFLOAT16)).isBetween(1e-5, 0.1);
  }

  @Test
  void bfloat16RefusesDifferences() {
    Wiring wiring = Fixture.wiring(Pooling.MEAN, Fixture.QUERY_VALUE, 1);
    try (TorchModel model = Fixture.model(Precision.BFLOAT16, Form.FAST)) {
      for (Hypergradient form : List.of(Hypergradient.ONE_SIDED, Hypergradient.CENTRAL)) {
        assertThatThrownBy(() -> model.step(Fixture.bilevel(wiring, form, 1e-2)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(form.key())
            .hasMessageContaining("exact");
      }
    }
  }

  @Test
  void numericsNameTheMachine() {
    Numerics here = Numerics.here();
    assertThat(here.nativeBuild()).matches("pytorch 2\\.[\\d.]+ (cpu|cu\\d+)");
    assertThat(Numerics.on(ScenarioFile.parse("x.conf", "devices.use = cpu", List.of()).devices()))
        .isEqualTo(new Numerics(here.instructionSet(), here.nativeBuild() + " on cpu"));
    assertThat(here.instructionSet()).startsWith(System.getProperty("os.arch"));
    assertThat(new Numerics("amd64 avx2", "").fastBfloat16()).isFalse();
    assertThat(new Numerics("amd64 amx_bf16", "").fastBfloat16()).isTrue();
  }

  @Test
  void aWrongStateOrBatchIsRefused() {
    Wiring wiring = Fixture.wiring(Pooling.MEAN, Fixture.QUERY_VALUE, 1);
    State state = Fixture.state(wiring, Fixture.values(wiring, false));
    try (TorchModel model = Fixture.model(Precision.FLOAT32, Form.FAST)) {
      State lacking = state.only(List.of("common", "head"));
      assertThatThrownBy(() -> model.logits(wiring, lacking, Fixture.XI))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("private");
      Wiring more = Fixture.wiring(Pooling.MEAN, Fixture.ALL, 1);
      assertThatThrownBy(() -> model.logits(more, state, Fixture.XI))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("common");
      Batch wrong = new Batch(new int[] {0}, new int[] {3}, 16);
      assertThatThrownBy(() -> model.logits(wiring, state, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("label 3");
    }
  }

  /** Of the common hypergradient, against float64. */
  private static double error(Precision precision) {
    Wiring wiring = Fixture.wiring(Pooling.MEAN, Fixture.ALL, 1);
    StepRequest request = Fixture.bilevel(wiring, Hypergradient.EXACT, 0);
    try (TorchModel exact = Fixture.model(Precision.FLOAT64, Form.FAST);
        TorchModel model = Fixture.model(precision, Form.FAST)) {
      StepResult expected = exact.step(request);
      StepResult found = model.step(request);
      return Distances.relative(
          Fixture.of(found.gradients(), "common"), Fixture.of(expected.gradients(), "common"));
    }
  }

  private static void assertClose(Outcome<double[]> found, Outcome<double[]> expected) {
    assertThat(found.gradients().keySet()).isEqualTo(expected.gradients().keySet());
    expected
        .gradients()
        .forEach(
            (part, values) ->
                assertThat(Distances.relative(Fixture.of(found.gradients(), part), values))
                    .as(part)
                    .isLessThan(1e-10));
    expected
        .updated()
        .forEach(
            (part, values) ->
                assertThat(Distances.relative(Fixture.of(found.updated(), part), values))
                    .as(part)
                    .isLessThan(1e-10));
  }
}
