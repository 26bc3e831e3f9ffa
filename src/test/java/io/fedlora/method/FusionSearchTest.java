package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FusionSearchTest {
  @Test
  void findsTheLeastOfABowl() {
    FusionSearch.Weights found =
        new FusionSearch(200, 0)
            .search((w1, w2) -> (w1 - 0.3) * (w1 - 0.3) + 2 * (w2 + 0.7) * (w2 + 0.7));
    assertThat(found.personal()).isCloseTo(0.3, within(1e-2));
    assertThat(found.shared()).isCloseTo(-0.7, within(1e-2));
  }

  /** By hand: (w − 1)² + |w| is least at w = 1/2 for w above 0. */
  @Test
  void thePenaltyDrawsTowardsZero() {
    FusionSearch.Weights found =
        new FusionSearch(200, 1).search((w1, w2) -> (w1 - 1) * (w1 - 1) + w2 * w2);
    assertThat(found.personal()).isCloseTo(0.5, within(1e-2));
    assertThat(found.shared()).isCloseTo(0, within(1e-2));
  }

  @Test
  void keepsToItsBudgetAndItsBounds() {
    AtomicInteger calls = new AtomicInteger();
    FusionSearch.Weights found =
        new FusionSearch(7, 0)
            .search(
                (w1, w2) -> {
                  calls.incrementAndGet();
                  return -w1 - w2;
                });
    assertThat(calls).hasValue(7);
    assertThat(found.personal()).isBetween(0.5, 1.5);
    found = new FusionSearch(500, 0).search((w1, w2) -> -w1 - w2);
    assertThat(found).isEqualTo(new FusionSearch.Weights(1.5, 1.5));
    assertThat(new FusionSearch(1, 0).search((w1, w2) -> -w1))
        .isEqualTo(new FusionSearch.Weights(0.5, 0.5));
  }

  @Test
  void whatIsNotANumberIsNeverChosen() {
    FusionSearch.Weights found =
        new FusionSearch(50, 0).search((w1, w2) -> w1 > 0.6 ? Double.NaN : -w1 + w2 * w2);
    assertThat(found.personal()).isBetween(0.5, 0.6);
  }
}
