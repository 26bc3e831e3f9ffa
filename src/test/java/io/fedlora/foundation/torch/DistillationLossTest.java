package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Loss;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The losses of FedDAT ({@code docs/methods.md#feddat}) on fixed class scores: the head's matrix is
 * zero, so that its bias is the scores of every text, and the gradient of the bias is that of the
 * scores.
 */
class DistillationLossTest {
  private static final double[] SCORES = {1, 0, -1};
  private static final List<float[]> TEACHER = List.of(new float[] {0, 3, -3});
  private static final double TAU = 3;

  /** One text, of class {@value #LABEL}. */
  private static final int LABEL = 1;

  private static Outcome<double[]> outcome(Loss.Task task) {
    Wiring wiring = Kinds.BOTTLENECKS.wiring(Pooling.MEAN);
    Map<String, double[]> values = Fixture.values(wiring, false);
    double[] head = Fixture.of(values, "head");
    Arrays.fill(head, 0);
    int bias = wiring.layout("head").entry("head.bias").offset();
    System.arraycopy(SCORES, 0, head, bias, SCORES.length);
    Loss loss = new Loss(task, 0.5, 0.5, TAU);
    StepRequest request =
        new StepRequest(
            wiring,
            new Recipe.Gradient(List.of("head"), loss, true),
            Fixture.state(wiring, values),
            List.of(new Batch(new int[] {2}, new int[] {LABEL}, 16)),
            0,
            0,
            TEACHER);
    try (TorchModel model = Fixture.model(Precision.FLOAT64, Form.FAST)) {
      StepResult narrow = model.step(request);
      assertThat(narrow.scores().get(0)).containsExactly(1f, 0f, -1f);
      return model.step(request, values);
    }
  }

  private static double[] softmax(double... scores) {
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    double[] shares = new double[scores.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(scores[i]) / sum;
    }
    return shares;
  }

  private static double sigmoid(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  /** τ² Σ t log(t / z) of softmax(0, 1, −1) from softmax(1/3, 0, −1/3). */
  private static double divergence() {
    double[] teacher = softmax(0, 1, -1);
    double[] student = softmax(1 / 3.0, 0, -1 / 3.0);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += teacher[i] * Math.log(teacher[i] / student[i]);
    }
    return TAU * TAU * sum;
  }

  @Test
  void halfTheBinaryLossAndHalfTheDivergence() {
    Outcome<double[]> outcome = outcome(Loss.Task.BINARY);
    double task = -Math.log(1 - sigmoid(1)) - Math.log(sigmoid(0)) - Math.log(1 - sigmoid(-1));
    assertThat(task).isCloseTo(2.3196705554, within(1e-9));
    assertThat(outcome.loss()).isCloseTo(0.5 * task + 0.5 * divergence(), within(1e-9));
    assertGradient(outcome, sigmoid(1), sigmoid(0) - 1, sigmoid(-1));
  }

  @Test
  void halfTheCrossEntropyAndHalfTheDivergence() {
    Outcome<double[]> outcome = outcome(Loss.Task.CROSS_ENTROPY);
    double[] shares = softmax(SCORES);
    double task = -Math.log(shares[LABEL]);
    assertThat(task).isCloseTo(1.4076059644, within(1e-9));
    assertThat(outcome.loss()).isCloseTo(0.5 * task + 0.5 * divergence(), within(1e-9));
    assertGradient(outcome, shares[0], shares[1] - 1, shares[2]);
  }

  /** The divergence's is τ (softmax(z/τ) − softmax(t/τ)). */
  private static void assertGradient(Outcome<double[]> outcome, double... task) {
    double[] teacher = softmax(0, 1, -1);
    double[] student = softmax(1 / 3.0, 0, -1 / 3.0);
    double[] head = outcome.gradient("head");
    for (int i = 0; i < 3; i++) {
      double expected = 0.5 * task[i] + 0.5 * TAU * (student[i] - teacher[i]);
      assertThat(head[head.length - 3 + i]).isCloseTo(expected, within(1e-9));
    }
  }
}
