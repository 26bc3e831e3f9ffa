package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.foundation.Loss;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Losses against their definitions on the class scores of the encoder written out. */
class LossTermsTest {
  private static final List<float[]> TEACHER =
      List.of(
          new float[] {1, 2, 0.5f},
          new float[] {-1, 0, 3},
          new float[] {0.25f, 0.25f, 0.25f},
          new float[] {4, -4, 1});

  private final Map<String, double[]> values = Fixture.values(wiring(Pooling.MEAN), false);

  @Test
  void divergenceIsThatOfTheSoftenedScores() {
    for (Kinds kind : List.of(Kinds.BOTTLENECKS, Kinds.FULL)) {
      Wiring wiring = kind.wiring(Pooling.MEAN);
      Map<String, double[]> own = Fixture.values(wiring, false);
      double[][] scores = new AdaptedReference(wiring, own).logits(Fixture.XI);
      double divergence = 0;
      for (int row = 0; row < scores.length; row++) {
        double[] soft = logSoftmax(widened(TEACHER.get(row)), 3);
        double[] hard = logSoftmax(scores[row], 3);
        for (int i = 0; i < soft.length; i++) {
          divergence += Math.exp(soft[i]) * (soft[i] - hard[i]) / scores.length;
        }
      }
      double task = new AdaptedReference(wiring, own).loss(Fixture.XI);
      Loss loss = new Loss(Loss.Task.CROSS_ENTROPY, 0.5, 0.5, 3);
      try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
        assertThat(model.step(request(wiring, loss, TEACHER), own).loss())
            .isCloseTo(0.5 * task + 0.5 * 9 * divergence, within(1e-7));
        StepRequest request = request(wiring, loss, TEACHER);
        Outcome<double[]> outcome = model.step(request, own);
        Slopes.check(wiring, outcome.gradients(), own, at -> model.step(request, at).loss());
      }
    }
  }

  @Test
  void binaryLossIsTheSumOverTheClasses() {
    Wiring wiring = wiring(Pooling.MEAN);
    double[][] scores = new AdaptedReference(wiring, values).logits(Fixture.XI);
    double sum = 0;
    for (int row = 0; row < scores.length; row++) {
      for (int c = 0; c < scores[row].length; c++) {
        double sign = Fixture.XI.labels()[row] == c ? -1 : 1;
        sum += Math.log1p(Math.exp(sign * scores[row][c])) / scores.length;
      }
    }
    Loss loss = new Loss(Loss.Task.BINARY, 0.25, 0, 1);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      assertThat(model.step(request(wiring, loss, List.of()), values).loss())
          .isCloseTo(0.25 * sum, within(1e-7));
    }
  }

  @Test
  void aDivergenceNeedsATeacherForEveryRow() {
    Wiring wiring = wiring(Pooling.MEAN);
    Loss loss = new Loss(Loss.Task.CROSS_ENTROPY, 1, 1, 1);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      assertThatThrownBy(() -> model.step(request(wiring, loss, TEACHER.subList(0, 3)), values))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 rows, the batch has 4");
    }
  }

  private static Wiring wiring(Pooling pooling) {
    return Fixture.wiring(pooling, Fixture.QUERY_VALUE, 1);
  }

  private static StepRequest request(Wiring wiring, Loss loss, List<float[]> teacher) {
    return new StepRequest(
        wiring,
        new Recipe.Gradient(List.of("head"), loss),
        Fixture.state(wiring, Fixture.values(wiring, false)),
        List.of(Fixture.XI),
        0,
        0,
        teacher);
  }

  private static double[] widened(float[] row) {
    double[] wide = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      wide[i] = row[i];
    }
    return wide;
  }

  private static double[] logSoftmax(double[] scores, double temperature) {
    double total = Arrays.stream(scores).map(x -> Math.exp(x / temperature)).sum();
    return Arrays.stream(scores).map(x -> x / temperature - Math.log(total)).toArray();
  }
}
