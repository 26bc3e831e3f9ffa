package io.fedlora.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of one second each. */
class WorkLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private static WorkLimit.Fitted fit(int steps, double share, long seconds) {
    WorkLimit limit =
        new WorkLimit(
            seconds < 0 ? -1 : seconds * SECOND, (client, ordinal, flops) -> flops * SECOND);
    return limit.fit(
        new WorkOrder(1, 0, 1, 0, 0).with(share),
        order -> new Workload(order.within(steps), 0, order.within(steps)));
  }

  @ParameterizedTest
  @CsvSource({"10, 1, 10", "10, 0.55, 5", "1, 0.5, 1", "3, 0.01, 1", "3, 0, 0"})
  void aShareOfStepsIsRoundedDownButNotToNothing(int steps, double share, int done) {
    WorkLimit.Fitted fitted = fit(steps, share, -1);
    assertThat(fitted.workload().steps()).isEqualTo(done);
    assertThat(fitted.isNothing()).isEqualTo(done == 0);
  }

  @Test
  void whoHasNoTimeForAStepDoesNothing() {
    assertThat(fit(10, 1, 4).workload().steps()).isBetween(3, 4);
    assertThat(fit(10, 0.01, 0).isNothing()).isTrue();
    assertThat(fit(10, 1, 0).isNothing()).isTrue();
  }
}
