package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowRuleTest {
  /** Weights and factors in turn, all of them with all their steps. */
  private static List<Worth> worths(double... weightsAndFactors) {
    List<Worth> worths = new ArrayList<>();
    for (int i = 0; i < weightsAndFactors.length; i += 2) {
      worths.add(new Worth(weightsAndFactors[i], weightsAndFactors[i + 1], 1));
    }
    return worths;
  }

  @Test
  void inRoundsOnlyTheAgeOfWhatCameLateCounts() {
    assertThat(Worth.ofRound(worths(2, 1, 1, 0.25, 4, 0.25), 2)).containsExactly(0.5, 0.25, 0.25);
  }

  @Test
  void aLoneUpdateOfHalfTheStepsIsMixedInHalfAsMuch() {
    assertThat(new Asynchronous(0.6, 10).shares(List.of(new Worth(5, 0.5, 0.5))))
        .containsExactly(0.15);
  }

  @Test
  void aFullBufferWithoutAgeIsAWeightedMean() {
    WindowRule rule = new Buffered(3, 0.5, 10);
    assertThat(rule.shares(worths(1, 1, 2, 1, 5, 1))).containsExactly(0.125, 0.25, 0.625);
  }

  @Test
  void ageInABufferLeavesTheRestToTheCommonState() {
    WindowRule rule = new Buffered(2, 0.5, 10);
    assertThat(rule.shares(worths(3, 1, 1, 0.5))).containsExactly(0.75, 0.125);
  }

  @Test
  void aBufferThatIsNotFullIsMergedIfItHoldsTheQuorum() {
    WindowRule rule = new Buffered(5, 0.5, 10);
    assertThat(rule.enough()).isEqualTo(5);
    assertThat(rule.suffices(2)).isFalse();
    assertThat(rule.suffices(3)).isTrue();
    assertThat(new Buffered(5, 0, 10).suffices(0)).isFalse();
  }

  @Test
  void aLoneUpdateIsMixedInByItsAgeAlone() {
    WindowRule rule = new Asynchronous(0.6, 10);
    assertThat(rule.enough()).isEqualTo(1);
    assertThat(rule.shares(worths(64, 0.5))).containsExactly(0.3);
  }

  @Test
  void aPeriodTakesWhateverHasCome() {
    WindowRule rule = new SemiSynchronous(10);
    assertThat(rule.suffices(1)).isTrue();
    assertThat(rule.suffices(0)).isFalse();
    assertThat(rule.refills()).isFalse();
    assertThat(rule.shares(worths(1, 0.5, 1, 1))).containsExactly(0.25, 0.5);
  }
}
