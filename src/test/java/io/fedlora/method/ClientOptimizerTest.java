package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.OptimizerOptions.Rule;
import io.fedlora.scenario.OptimizerOptions.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientOptimizerTest {
  private static final Part START =
      new Part("x", Layout.builder().add("w", 2).build(), new float[] {1f, -2f});
  private static final Map<String, float[]> FIRST = Map.of("x", new float[] {0.5f, -1f});
  private static final Map<String, float[]> SECOND = Map.of("x", new float[] {-0.25f, -1f});

  private static OptimizerOptions options(
      Rule rule, double decay, double momentum, double clip, boolean keep) {
    return new OptimizerOptions(
        rule, 0.1, decay, 0.9, 0.999, 1e-8, momentum, clip, Schedule.CONSTANT, 0, keep);
  }

  private static float[] values(ClientOptimizer optimizer) {
    return optimizer.state().part("x").values();
  }

  /**
   * By hand: the first step of AdamW is the rate in the gradient's direction, whatever its size.
   */
  @Test
  void adamWTwoStepsByHand() {
    ClientOptimizer optimizer =
        new ClientOptimizer(options(Rule.ADAMW, 0, 0, 0, true), List.of(START), State.empty());
    optimizer.update(FIRST, 1);
    assertThat(values(optimizer)[0]).isCloseTo(0.9f, within(1e-6f));
    assertThat(values(optimizer)[1]).isCloseTo(-1.9f, within(1e-6f));
    optimizer.update(SECOND, 1);
    double m = (0.9 * 0.05 + 0.1 * -0.25) / (1 - 0.81);
    double v = (0.999 * 0.00025 + 0.001 * 0.0625) / (1 - 0.999 * 0.999);
    assertThat(values(optimizer)[0])
        .isCloseTo((float) (0.9 - 0.1 * m / (Math.sqrt(v) + 1e-8)), within(1e-6f));
    assertThat(values(optimizer)[1]).isCloseTo(-1.8f, within(1e-6f));
  }

  @Test
  void decayIsDecoupledFromTheGradient() {
    ClientOptimizer optimizer =
        new ClientOptimizer(options(Rule.ADAMW, 0.5, 0, 0, true), List.of(START), State.empty());
    optimizer.update(FIRST, 1);
    assertThat(values(optimizer)[0]).isCloseTo(0.95f - 0.1f, within(1e-6f));
  }

  @Test
  void whatIsExemptDoesNotDecay() {
    Layout layout = Layout.builder().add("w", 1).add("bias", 1).build();
    Part part = new Part("x", layout, new float[] {1f, 1f});
    for (Rule rule : Rule.values()) {
      ClientOptimizer optimizer =
          new ClientOptimizer(
              options(rule, 0.5, 0, 0, true),
              List.of(part),
              State.empty(),
              entry -> !entry.name().equals("bias"));
      optimizer.update(Map.of("x", new float[] {0f, 0f}), 1);
      assertThat(values(optimizer)).as(rule.name()).containsExactly(0.95f, 1f);
    }
  }

  @Test
  void sgdWithMomentumByHand() {
    ClientOptimizer optimizer =
        new ClientOptimizer(options(Rule.SGD, 0, 0.5, 0, true), List.of(START), State.empty());
    optimizer.update(FIRST, 1);
    optimizer.update(SECOND, 0.5);
    assertThat(values(optimizer)[0]).isCloseTo(0.95f - 0.05f * (0.25f - 0.25f), within(1e-6f));
    assertThat(values(optimizer)[1]).isCloseTo(-1.9f + 0.05f * 1.5f, within(1e-6f));
  }

  @Test
  void theGroupsGradientIsClippedToItsNorm() {
    ClientOptimizer optimizer =
        new ClientOptimizer(options(Rule.SGD, 0, 0, 0.1, true), List.of(START), State.empty());
    optimizer.update(FIRST, 1);
    double norm = Math.sqrt(1.25);
    assertThat(values(optimizer)[0]).isCloseTo((float) (1 - 0.01 * 0.5 / norm), within(1e-6f));
  }

  @Test
  void momentsGoOnWhereTheyWereKept() {
    OptimizerOptions keeping = options(Rule.ADAMW, 0, 0, 0, true);
    ClientOptimizer through = new ClientOptimizer(keeping, List.of(START), State.empty());
    through.update(FIRST, 1);
    ClientOptimizer resumed =
        new ClientOptimizer(keeping, through.state().parts(), State.of(through.saved()));
    through.update(SECOND, 1);
    resumed.update(SECOND, 1);
    assertThat(values(resumed)).containsExactly(values(through));
    assertThat(
            new ClientOptimizer(options(Rule.ADAMW, 0, 0, 0, false), List.of(START), State.empty())
                .saved())
        .isEmpty();
  }

  @Test
  void theGivenPartIsNotWrittenTo() {
    ClientOptimizer optimizer =
        new ClientOptimizer(options(Rule.SGD, 0, 0, 0, true), List.of(START), State.empty());
    optimizer.update(FIRST, 1);
    assertThat(START.values()).containsExactly(1f, -2f);
  }

  @Test
  void schedulesRiseAndFall() {
    OptimizerOptions cosine =
        new OptimizerOptions(Rule.SGD, 0.1, 0, 0.9, 0.999, 1e-8, 0, 0, Schedule.COSINE, 0.2, true);
    LearningRateSchedule schedule = new LearningRateSchedule(cosine, 10);
    assertThat(schedule.factor(0)).isEqualTo(0.5);
    assertThat(schedule.factor(1)).isEqualTo(1);
    assertThat(schedule.factor(2)).isEqualTo(1);
    assertThat(schedule.factor(6)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.factor(10)).isCloseTo(0, within(1e-12));
    assertThat(new LearningRateSchedule(options(Rule.SGD, 0, 0, 0, true), 10).factor(9))
        .isEqualTo(1);
  }
}
