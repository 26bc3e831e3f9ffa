package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static RandomStream stream(long key) {
    return RandomStream.of(7, "cohort", key);
  }

  @Test
  void asManyAsWantedInAscendingOrderAndAllOfThemFree() {
    for (int key = 0; key < 50; key++) {
      int[] drawn = Draw.of(5, 100, client -> client % 3 == 0, stream(key));
      assertThat(drawn).hasSize(5).isSorted().doesNotHaveDuplicates();
      assertThat(IntStream.of(drawn)).allMatch(client -> client % 3 == 0);
    }
  }

  @Test
  void allOfTheFreeIfTheyAreFew() {
    assertThat(Draw.of(5, 1000, client -> client == 17 || client == 900, stream(1)))
        .containsExactly(17, 900);
    assertThat(Draw.of(8, 8, client -> true, stream(1))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(Draw.of(3, 8, client -> false, stream(1))).isEmpty();
    assertThat(Draw.of(0, 8, client -> true, stream(1))).isEmpty();
  }

  @Test
  void everyFreeClientIsDrawnAsOftenAsAnyOther() {
    int[] often = new int[10];
    for (int key = 0; key < 3000; key++) {
      for (int client : Draw.of(3, 10, one -> one >= 4, stream(key))) {
        often[client]++;
      }
    }
    // Three of six: 1500 times each, with a standard deviation below 28.
    for (int client = 4; client < 10; client++) {
      assertThat(often[client]).isBetween(1380, 1620);
    }
  }
}
