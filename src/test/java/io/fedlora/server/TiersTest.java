package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.scenario.TierWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

class TiersTest {
  @Test
  void theFastestComeFirstAndTiersAreAsEvenAsMayBe() {
    Tiers tiers = Tiers.of(new long[] {50, 10, 40, 20, 30, 70, 60}, 3);
    assertThat(tiers.number()).isEqualTo(3);
    // In order: 1 3 | 4 2 | 0 6 5, of which ⌊7/3⌋ = 2 and ⌊14/3⌋ = 4 are the borders.
    assertThat(tiers.clients(0)).containsExactly(1, 3);
    assertThat(tiers.clients(1)).containsExactly(2, 4);
    assertThat(tiers.clients(2)).containsExactly(0, 5, 6);
    assertThat(tiers.tierOf(6)).isEqualTo(2);
    assertThat(tiers.tierOf(3)).isZero();
  }

  @Test
  void equalClientsAreInOrderOfTheirNumbers() {
    Tiers tiers = Tiers.of(new long[] {5, 5, 5, 5}, 2);
    assertThat(tiers.clients(0)).containsExactly(0, 1);
    assertThat(tiers.clients(1)).containsExactly(2, 3);
  }

  @Test
  void thereMayBeATierForEachClient() {
    Tiers tiers = Tiers.of(new long[] {3, 1, 2}, 3);
    assertThat(tiers.clients(0)).containsExactly(1);
    assertThat(tiers.clients(2)).containsExactly(0);
  }

  @Test
  void aTierWeighsAsTheTierAtTheOtherEndHasBeenMerged() {
    Tiers tiers = Tiers.of(new long[] {1, 2, 3, 4}, 3);
    List<Integer> merges = List.of(5, 2, 0);
    assertThat(tiers.whole(TierWeights.BY_MERGES, 0, merges)).isEqualTo(1 / 10.0);
    assertThat(tiers.whole(TierWeights.BY_MERGES, 1, merges)).isEqualTo(3 / 10.0);
    assertThat(tiers.whole(TierWeights.BY_MERGES, 2, merges)).isEqualTo(6 / 10.0);
    assertThat(tiers.whole(TierWeights.BY_CLIENTS, 2, merges)).isEqualTo(0.5);
    assertThat(tiers.whole(TierWeights.FULL, 2, merges)).isEqualTo(1);
    double sum = 0;
    for (int tier = 0; tier < 3; tier++) {
      sum += tiers.whole(TierWeights.BY_MERGES, tier, merges);
    }
    assertThat(sum).isCloseTo(1, within(1e-15));
  }
}
