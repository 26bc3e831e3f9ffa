package io.fedlora.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
  @Test
  void largestRemaindersAreServedAndTiesGoToTheFirst() {
    assertThat(Apportionment.of(10, new double[] {1, 1, 1})).containsExactly(4, 3, 3);
    assertThat(Apportionment.of(10, new double[] {0.26, 0.48, 0.26})).containsExactly(3, 5, 2);
    assertThat(Apportionment.of(5, new double[] {0, 3, 0})).containsExactly(0, 5, 0);
    assertThat(Apportionment.of(0, new double[] {0, 0})).containsExactly(0, 0);
  }

  @Test
  void refusesToShareWithoutWeights() {
    assertThatThrownBy(() -> Apportionment.of(1, new double[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void alwaysAddsUpAndNeverExceedsWhatIsThere() {
    RandomStream random = RandomStream.of(1, "apportionment");
    for (int trial = 0; trial < 2000; trial++) {
      double[] counts = new double[1 + random.nextInt(9)];
      Arrays.setAll(counts, i -> random.nextInt(50));
      int available = (int) Arrays.stream(counts).sum();
      int total = random.nextInt(available + 1);
      int[] shares = Apportionment.of(total, counts);
      assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
      for (int i = 0; i < shares.length; i++) {
        assertThat(shares[i]).isBetween(0, (int) counts[i]);
      }
    }
  }
}
