package io.fedlora.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.State;
import org.junit.jupiter.api.Test;

class SparseActivationTest {
  private static final SparseActivation THREE = new SparseActivation(1, 3, 0.1);

  private static State after(State common, SparseActivation by, double... accuracies) {
    State state = common;
    for (double accuracy : accuracies) {
      state = State.of(by.after(state, accuracy, 3));
    }
    return state;
  }

  private static State start(SparseActivation by) {
    return State.of(by.initial(3));
  }

  @Test
  void aBlockIsAddedWhenAFullQueueLiesCloseTogether() {
    State two = after(start(THREE), THREE, 0.5, 0.55);
    assertThat(SparseActivation.blocks(two)).isEqualTo(1);
    assertThat(SparseActivation.blocks(after(two, THREE, 0.52))).isEqualTo(2);
    assertThat(SparseActivation.blocks(after(two, THREE, 0.65))).isEqualTo(1);
  }

  @Test
  void theQueueForgetsTheOldest() {
    State apart = after(start(THREE), THREE, 0.1, 0.5, 0.55);
    assertThat(apart.part("activation").values()).containsExactly(1, 0, 3, 0.1f, 0.5f, 0.55f);
    State close = after(apart, THREE, 0.56);
    assertThat(close.part("activation").values()).containsExactly(2, 0, 0, 0, 0, 0);
  }

  @Test
  void theQueueBeginsAnewWithEveryBlock() {
    State added = after(start(THREE), THREE, 0.5, 0.5, 0.5);
    assertThat(SparseActivation.blocks(after(added, THREE, 0.5, 0.5))).isEqualTo(2);
    assertThat(SparseActivation.blocks(after(added, THREE, 0.5, 0.5, 0.5))).isEqualTo(3);
  }

  @Test
  void noMoreBlocksThanThereAre() {
    SparseActivation many = new SparseActivation(9, 2, 1);
    assertThat(SparseActivation.blocks(start(many))).isEqualTo(3);
    assertThat(SparseActivation.blocks(after(start(many), many, 0.5, 0.5, 0.5))).isEqualTo(3);
  }

  @Test
  void aSpreadOfTheThresholdIsTooWide() {
    SparseActivation half = new SparseActivation(1, 2, 0.5);
    assertThat(SparseActivation.blocks(after(start(half), half, 0.25, 0.75))).isEqualTo(1);
    assertThat(SparseActivation.blocks(after(start(half), half, 0.25, 0.5))).isEqualTo(2);
  }
}
