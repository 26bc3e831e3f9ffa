package io.fedlora.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.world.Windows.Window;
import io.fedlora.world.presence.Stretches;
import java.util.List;
import org.junit.jupiter.api.Test;

class StormTest {
  private static final long SECOND = 1_000_000_000L;

  /** Clogged from second 10 to 20, ten times as slow. */
  private static final Storm STORM =
      new Storm(new Stretches(List.of(new Window(10 * SECOND, 20 * SECOND)), false, "storm"), 10);

  @Test
  void aTransferGoesOnAtThePaceOfTheHour() {
    assertThat(STORM.seconds(0, 5)).isEqualTo(5);
    assertThat(STORM.seconds(30 * SECOND, 5)).isEqualTo(5);
    assertThat(STORM.seconds(12 * SECOND, 0.5)).as("inside").isEqualTo(5);
    assertThat(STORM.seconds(8 * SECOND, 2.5)).as("two before, half inside").isEqualTo(7);
    // 2 s before, 1 s in the ten clogged ones, 3 s behind.
    assertThat(STORM.seconds(8 * SECOND, 6)).as("across").isEqualTo(15);
    assertThat(Storm.NONE.seconds(8 * SECOND, 6)).isEqualTo(6);
  }
}
