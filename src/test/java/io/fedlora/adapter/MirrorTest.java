package io.fedlora.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MirrorTest {
  private static final Layout PAIR =
      Layout.builder().add("layer.0.query.A", 1, 2).add("layer.0.query.Bt", 1, 2).build();

  private static Part pair(float... values) {
    return new Part("common", PAIR, values);
  }

  @Test
  void whatWasLearntIsTurnedAroundWhatWasReceived() {
    State received = State.of(pair(1, 2, 0, 0));
    State trained = State.of(pair(1.5f, 2, 0.25f, -1));
    assertThat(Mirror.of(received, trained, 2).part("common").values())
        .containsExactly(0, 2, -0.5f, 2);
  }

  @Test
  void ofAnAdapterThatWasNotReceivedTheProductChangesSign() {
    State trained = State.of(pair(1, 2, 3, 4));
    assertThat(Mirror.of(State.empty(), trained, 1).part("common").values())
        .containsExactly(1, 2, -3, -4);
    assertThat(Mirror.of(State.empty(), trained, 0.5).part("common").values())
        .containsExactly(1, 2, -1.5f, -2);
  }

  @Test
  void anAdapterOfAnotherRankThanTheReceivedOneIsOneThatWasNotReceived() {
    Layout larger =
        Layout.builder().add("layer.0.query.A", 2, 2).add("layer.0.query.Bt", 2, 2).build();
    State received = State.of(Part.zeros("common", larger));
    assertThat(Mirror.of(received, State.of(pair(1, 2, 3, 4)), 1).part("common").values())
        .containsExactly(1, 2, -3, -4);
  }

  @Test
  void aLoneFactorAndWhatIsNoFactorChangeSignThemselves() {
    Layout alone = Layout.builder().add("layer.0.query.A", 1, 2).add("head.bias", 1).build();
    State trained = State.of(new Part("common", alone, new float[] {1, 2, 3}));
    assertThat(Mirror.of(State.empty(), trained, 1).part("common").values())
        .containsExactly(-1, -2, -3);
  }
}
