package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.OptimizerOptions.Rule;
import io.fedlora.scenario.OptimizerOptions.Schedule;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static LearningRateSchedule schedule(Schedule course, double warmup, int total) {
    return new LearningRateSchedule(
        new OptimizerOptions(Rule.SGD, 0.1, 0, 0.9, 0.999, 1e-8, 0, 0, course, warmup, true),
        total);
  }

  @Test
  void theRiseNeverExceedsOne() {
    for (Schedule course : Schedule.values()) {
      for (double warmup : new double[] {0, 0.03, 0.31, 0.5, 1}) {
        LearningRateSchedule schedule = schedule(course, warmup, 80);
        for (int step = 0; step <= 100; step++) {
          assertThat(schedule.factor(step)).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void aRiseOfTwoAndAHalfStepsIsFullAtTheThird() {
    LearningRateSchedule schedule = schedule(Schedule.CONSTANT, 0.03125, 80);
    assertThat(schedule.factor(0)).isCloseTo(0.4, within(1e-12));
    assertThat(schedule.factor(1)).isCloseTo(0.8, within(1e-12));
    assertThat(schedule.factor(2)).isEqualTo(1);
    assertThat(schedule.factor(3)).isEqualTo(1);
  }

  @Test
  void linesAndCosinesEndAtZero() {
    assertThat(schedule(Schedule.LINEAR, 0, 80).factor(20)).isCloseTo(0.75, within(1e-12));
    assertThat(schedule(Schedule.COSINE, 0, 80).factor(40)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule(Schedule.LINEAR, 0.5, 80).factor(80)).isZero();
    assertThat(schedule(Schedule.COSINE, 0.5, 80).factor(80)).isZero();
  }
}
