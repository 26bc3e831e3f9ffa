package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of insertion against an encoder written out by hand, in both forms of the program. */
class InsertionKindsTest {
  @ParameterizedTest
  @EnumSource(Kinds.class)
  void theLossIsThatOfTheEncoderWrittenOut(Kinds kind) {
    for (Form form : Form.values()) {
      try (TorchModel model = Fixture.model(Precision.FLOAT64, form)) {
        for (Pooling pooling : Pooling.values()) {
          Wiring wiring = kind.wiring(pooling);
          Map<String, double[]> values = Fixture.values(wiring, false);
          StepRequest request = Fixture.gradient(wiring, Fixture.XI, "head");
          assertThat(model.step(request, values).loss())
              .as(kind + " " + form + " " + pooling)
              .isCloseTo(new AdaptedReference(wiring, values).loss(Fixture.XI), within(1e-7));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kinds.class)
  void bothFormsGiveTheSameGradient(Kinds kind) {
    Wiring wiring = kind.wiring(Pooling.FIRST_TOKEN);
    List<String> parts = wiring.parts();
    StepRequest request = Fixture.gradient(wiring, Fixture.XI, parts.toArray(String[]::new));
    Map<String, double[]> values = Fixture.values(wiring, false);
    try (TorchModel fast = Fixture.model(Precision.FLOAT64, Form.FAST);
        TorchModel plain = Fixture.model(Precision.FLOAT64, Form.PLAIN)) {
      Outcome<double[]> one = fast.step(request, values);
      Outcome<double[]> other = plain.step(request, values);
      for (String part : parts) {
        assertThat(one.gradient(part)).containsExactly(other.gradient(part), within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Kinds.class, names = "TOGETHER", mode = EnumSource.Mode.EXCLUDE)
  void theGradientIsTheSlopeOfTheLoss(Kinds kind) {
    Wiring wiring = kind.wiring(Pooling.MEAN);
    String[] parts = wiring.parts().toArray(String[]::new);
    StepRequest request = Fixture.gradient(wiring, Fixture.XI, parts);
    Map<String, double[]> values = Fixture.values(wiring, false);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      Outcome<double[]> outcome = model.step(request, values);
      assertThat(outcome.gradients().keySet()).containsExactlyInAnyOrder(parts);
      Slopes.check(wiring, outcome.gradients(), values, at -> model.step(request, at).loss());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Kinds.class, names = "TOGETHER", mode = EnumSource.Mode.EXCLUDE)
  void theExactHypergradientIsTheSlopeOfTheUnrolledLoss(Kinds kind) {
    Wiring wiring = kind.wiring(Pooling.FIRST_TOKEN);
    List<String> upper = new ArrayList<>(wiring.parts());
    String lower = upper.remove(0);
    Map<String, double[]> values = Fixture.values(wiring, false);
    StepRequest exact = bilevel(wiring, upper, lower, Hypergradient.EXACT);
    StepRequest unrolled = bilevel(wiring, upper, lower, Hypergradient.NONE);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      Outcome<double[]> outcome = model.step(exact, values);
      Slopes.check(wiring, outcome.gradients(), values, at -> model.step(unrolled, at).loss());
    }
  }

  @Test
  void noGradientFlowsBackThroughADetachedAdapter() {
    List<Insertion> open = new ArrayList<>();
    List<Insertion> cut = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      for (var linear : Fixture.QUERY_VALUE) {
        LowRank own = new LowRank("own", layer, linear, 2, 1);
        LowRank other = new LowRank("other", layer, linear, 3, 1);
        open.addAll(List.of(own, other));
        cut.addAll(List.of(own, new LowRank("other", "other", layer, linear, 3, 1, true)));
      }
    }
    for (Form form : Form.values()) {
      try (TorchModel model = Fixture.model(Precision.FLOAT64, form)) {
        Outcome<double[]> attached = gradient(model, open);
        Outcome<double[]> detached = gradient(model, cut);
        assertThat(detached.loss()).isCloseTo(attached.loss(), within(1e-12));
        assertThat(detached.gradient("other")).containsOnly(0.0);
        assertThat(attached.gradient("other")).isNotEqualTo(detached.gradient("other"));
        int top = detached.gradient("own").length / 3;
        assertThat(relative(attached, detached, 2 * top, 3 * top)).isLessThan(1e-12);
        assertThat(relative(attached, detached, 0, top)).isGreaterThan(1e-6);
      }
    }
  }

  private static double relative(Outcome<double[]> one, Outcome<double[]> other, int from, int to) {
    double apart = 0;
    double size = 0;
    for (int i = from; i < to; i++) {
      double difference = one.gradient("own")[i] - other.gradient("own")[i];
      apart += difference * difference;
      size += one.gradient("own")[i] * one.gradient("own")[i];
    }
    return Math.sqrt(apart / size);
  }

  private static Outcome<double[]> gradient(TorchModel model, List<Insertion> insertions) {
    Wiring wiring =
        new Wiring(
            Fixture.SHAPE,
            insertions,
            Fixture.wiring(Pooling.MEAN, Fixture.ALL, 0).head(),
            Pooling.MEAN);
    return model.step(
        Fixture.gradient(wiring, Fixture.XI, "own", "other", "head"),
        Fixture.values(wiring, false));
  }

  private static StepRequest bilevel(
      Wiring wiring, List<String> upper, String lower, Hypergradient form) {
    return new StepRequest(
        wiring,
        new Recipe.Bilevel(upper, lower, form),
        Fixture.state(wiring, Fixture.values(wiring, false)),
        List.of(Fixture.XI, Fixture.ZETA),
        Fixture.ALPHA,
        0);
  }
}
