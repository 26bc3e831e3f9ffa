package io.fedlora.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmarks run on a tiny model and report every case. */
class BenchTest {
  private static final Architecture TINY = new Architecture(2, 16, 2, 32, 50, 32, 0, 2, 0, 1e-12);

  @Test
  void everyCaseIsTimed() throws InterruptedException {
    List<StepCase> cases = StepBench.cases(List.of(Precision.FLOAT32, Precision.BFLOAT16), 4, 8);
    assertThat(cases).hasSize(14).doesNotHaveDuplicates();
    List<StepTime> times = StepBench.measure(TINY, cases, 3);
    assertThat(times).extracting(StepTime::step).isEqualTo(cases);
    assertThat(times).allSatisfy(time -> assertThat(time.medianMillis()).isPositive());
  }

  @Test
  void twoThreadsAreComparedWithOne() throws InterruptedException {
    StepCase step = StepBench.cases(List.of(Precision.FLOAT32), 4, 8).get(0);
    Throughput throughput = ThroughputBench.measure(TINY, step, 3, 2);
    assertThat(throughput.one()).isPositive();
    assertThat(throughput.two()).isPositive().isFinite();
    assertThat(new Throughput(step, 4, 6).ratio()).isEqualTo(1.5);
  }

  @Test
  void aFleetOfPhonesIsRun() throws InterruptedException {
    FleetBench.Result result = FleetBench.run(2000, 20, 4);
    assertThat(result.clients()).isEqualTo(2000);
    assertThat(result.asked()).isEqualTo(65);
    assertThat(result.atWork()).isBetween(5.0, 60.0);
    assertThat(result.updates()).isBetween(60L, 80L);
    assertThat(result.events()).isGreaterThan(1000);
    assertThat(result.virtualSeconds()).isPositive();
    assertThat(result.eventsPerSecond()).isPositive();
    assertThat(result.heapPerClient()).isPositive();
    assertThat(result.peakHeapBytes()).isGreaterThan(result.idleHeapBytes());
    assertThat(result.workingThen()).isPositive();
  }

  @Test
  void mediansAreMiddles() {
    assertThat(StepBench.median(new double[] {5, 1, 3})).isEqualTo(3);
    assertThat(StepBench.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
  }

  @Test
  void memoryIsWatched() throws InterruptedException {
    MemoryBench.measure(20)
        .ifPresent(
            use -> {
              assertThat(use.steps()).isEqualTo(20);
              // A JVM alone has more; a step that leaked its arrays would soon leave more behind.
              assertThat(use.startBytes()).isGreaterThan(8 << 20);
              assertThat(use.growth()).isLessThan(64 << 20);
            });
    assertThat(new MemoryUse(5, 100, 70).growth()).isEqualTo(-30);
  }

  @Test
  void anInterruptEndsAMeasurement() {
    List<StepCase> cases = StepBench.cases(List.of(Precision.FLOAT32), 4, 8);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> StepBench.measure(TINY, cases, 1_000_000))
        .isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ThroughputBench.measure(TINY, cases.get(0), 1_000_000, 2))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
