package io.fedlora.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void onlyWholeStepsAreDone() {
    Workload whole = new Workload(10, 1000, 5000);
    assertThat(whole.after(0)).isEqualTo(new Workload(0, 0, 0));
    assertThat(whole.after(0.39)).isEqualTo(new Workload(3, 300, 1500));
    assertThat(whole.after(0.999)).isEqualTo(new Workload(9, 900, 4500));
  }

  @Test
  void allOfItIsAllOfItEvenIfStepsDoNotDivideIt() {
    Workload whole = new Workload(3, 1000, 100);
    assertThat(whole.after(1)).isEqualTo(whole);
    assertThat(whole.after(7)).isEqualTo(whole);
    assertThat(whole.after(0.7)).isEqualTo(new Workload(2, 666, 66));
  }

  @Test
  void aShareBelowZeroIsNothing() {
    assertThat(new Workload(3, 9, 9).after(-0.5)).isEqualTo(new Workload(0, 0, 0));
  }

  @Test
  void noStepsAreNothing() {
    assertThat(new Workload(0, 0, 0).after(1)).isEqualTo(new Workload(0, 0, 0));
  }

  @Test
  void largeWorkDoesNotOverflow() {
    Workload whole = new Workload(1_000_000, 1_000_000_000_000L, 4_000_000_000_000_000_007L);
    assertThat(whole.after(1)).isEqualTo(whole);
    assertThat(whole.after(0.5).flops()).isEqualTo(2_000_000_000_000_000_003L);
  }
}
