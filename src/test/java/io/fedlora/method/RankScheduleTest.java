package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankScheduleTest {
  private static int[] ranks(RankSchedule schedule, int rounds) {
    return IntStream.rangeClosed(1, rounds).map(schedule::rank).toArray();
  }

  /** By hand: 2 + 6 (3/4)³ = 4.53, 2 + 6 (1/2)³ = 2.75, 2 + 6 (1/4)³ = 2.09. */
  @Test
  void fallsWithTheCube() {
    assertThat(ranks(new RankSchedule(8, 2, 4, 8), 10))
        .containsExactly(8, 8, 8, 8, 5, 3, 2, 2, 2, 2);
  }

  /**
   * By hand: 4 + 28 (9/10)³ = 24.41 and so on: 18.34, 13.60, 10.05, 7.5, 5.79, 4.76, 4.22, 4.03.
   */
  @Test
  void fallsFasterAtFirst() {
    assertThat(ranks(new RankSchedule(32, 4, 0, 10), 10))
        .containsExactly(24, 18, 14, 10, 8, 6, 5, 4, 4, 4);
  }

  @Test
  void fallsAtOnceWhereThereIsNoTimeToCool() {
    assertThat(ranks(new RankSchedule(8, 2, 2, 2), 4)).containsExactly(8, 8, 2, 2);
  }
}
