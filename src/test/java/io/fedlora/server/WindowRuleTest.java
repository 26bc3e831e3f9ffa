package io.fedlora.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowRuleTest {
  @Test
  void aFullBufferWithoutAgeIsAWeightedMean() {
    WindowRule rule = new Buffered(3, 0.5, 10);
    assertThat(rule.shares(new double[] {1, 2, 5}, new double[] {1, 1, 1}))
        .containsExactly(0.125, 0.25, 0.625);
  }

  @Test
  void ageInABufferLeavesTheRestToTheCommonState() {
    WindowRule rule = new Buffered(2, 0.5, 10);
    assertThat(rule.shares(new double[] {3, 1}, new double[] {1, 0.5}))
        .containsExactly(0.75, 0.125);
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
    assertThat(rule.shares(new double[] {64}, new double[] {0.5})).containsExactly(0.3);
  }

  @Test
  void aPeriodTakesWhateverHasCome() {
    WindowRule rule = new SemiSynchronous(10);
    assertThat(rule.suffices(1)).isTrue();
    assertThat(rule.suffices(0)).isFalse();
    assertThat(rule.refills()).isFalse();
    assertThat(rule.shares(new double[] {1, 1}, new double[] {0.5, 1})).containsExactly(0.25, 0.5);
  }
}
