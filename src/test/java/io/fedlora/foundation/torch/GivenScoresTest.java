package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.State;
import io.fedlora.foundation.Loss;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gradient that gives its class scores too is otherwise the same gradient. */
class GivenScoresTest {
  private static final Loss TASK = new Loss(Loss.Task.BINARY, 0.5, 0, 1);

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT32", "BFLOAT16"})
  void theScoresAreThoseOfTheModelAsItWas(Precision precision) {
    Wiring wiring = Kinds.BOTTLENECKS.wiring(Pooling.MEAN);
    State state = Fixture.state(wiring, Fixture.values(wiring, false));
    try (TorchModel model = Fixture.model(precision, Form.FAST)) {
      StepResult with = model.step(request(wiring, state, true));
      StepResult without = model.step(request(wiring, state, false));
      assertThat(without.scores()).isEmpty();
      assertThat(with.scores().toArray(float[][]::new))
          .isDeepEqualTo(model.logits(wiring, state, Fixture.XI));
      assertThat(with.loss()).isEqualTo(without.loss());
      assertThat(with.gradients().keySet()).containsExactly("shared", "head");
      with.gradients()
          .forEach(
              (part, gradient) ->
                  assertThat(gradient).isEqualTo(Fixture.of(without.gradients(), part)));
    }
  }

  private static StepRequest request(Wiring wiring, State state, boolean givesScores) {
    Recipe recipe = new Recipe.Gradient(List.of("shared", "head"), TASK, givesScores);
    return new StepRequest(wiring, recipe, state, List.of(Fixture.XI), 0, 0);
  }
}
