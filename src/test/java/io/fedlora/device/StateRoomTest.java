package io.fedlora.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateRoomTest {
  private final StateRoom room = new StateRoom(1, client -> new Owned(State.empty()), 0);

  /** A client that has lost what it owned has nothing of its own to be scored right after work. */
  @Test
  void whatIsLostIsLostWithWhatWorkLeft() {
    Owned own = new Owned(State.empty());
    room.park(0, new Trained(own, State.empty(), own, 1, 1, 0.5, new TreeMap<>()));
    assertThat(room.local(0)).isNotNull();
    assertThat(room.restore(0)).isZero();
    assertThat(room.local(0)).isNull();
  }

  @Test
  void aQuestionIsNoBeginning() {
    assertThat(room.hasBegun(0)).isFalse();
    assertThat(room.hasBegun(0)).isFalse();
    room.begins(0);
    assertThat(room.hasBegun(0)).isTrue();
  }
}
