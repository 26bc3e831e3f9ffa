package io.fedlora.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
  private static final class Numbered extends TimerHeap.Timer {
    private final int number;

    Numbered(long time, int number) {
      super(time);
      this.number = number;
    }

    @Override
    void run() {}
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesWhatASortedListWouldGive(long seed) {
    RandomStream draw = RandomStream.of(seed, "heap");
    TimerHeap heap = new TimerHeap();
    List<Numbered> model = new ArrayList<>();
    Comparator<Numbered> order =
        Comparator.<Numbered>comparingLong(TimerHeap.Timer::time).thenComparingInt(t -> t.number);
    int taken = 0;
    for (int i = 0; i < 5000; i++) {
      double what = draw.nextDouble();
      if (what < 0.5) {
        Numbered timer = new Numbered(draw.nextInt(200), i);
        heap.add(timer);
        model.add(timer);
      } else if (what < 0.65 && !model.isEmpty()) {
        model.remove(draw.nextInt(model.size())).cancel();
      } else {
        TimerHeap.Timer next = heap.peek();
        Numbered expected = model.stream().min(order).orElse(null);
        assertThat(next).isSameAs(expected);
        if (next != null) {
          heap.remove(next);
          model.remove(expected);
          taken++;
        }
      }
    }
    assertThat(taken).isGreaterThan(1000);
    model.sort(order);
    for (Numbered expected : model) {
      TimerHeap.Timer next = heap.peek();
      assertThat(next).isSameAs(expected);
      heap.remove(expected);
    }
    assertThat(heap.peek()).isNull();
    assertThat(heap.size()).isZero();
  }

  @Test
  void aTimerThatIsPutBackStandsBehindItsEquals() {
    TimerHeap heap = new TimerHeap();
    Numbered early = new Numbered(1, 0);
    Numbered other = new Numbered(5, 1);
    heap.add(early);
    heap.add(other);
    heap.remove(early);
    heap.addLate(early, 5);
    assertThat(heap.peek()).isSameAs(other);
    heap.remove(other);
    assertThat(heap.peek()).isSameAs(early);
    assertThat(early.time()).isEqualTo(5);
  }

  @Test
  void aTimerThatHasBeenOvertakenSinceItWasLookedAtIsNotTakenOut() {
    TimerHeap heap = new TimerHeap();
    Numbered looked = new Numbered(5, 0);
    heap.add(looked);
    assertThat(heap.peek()).isSameAs(looked);
    Numbered earlier = new Numbered(1, 1);
    heap.add(earlier);
    assertThat(heap.remove(looked)).isFalse();
    assertThat(heap.peek()).isSameAs(earlier);
    assertThat(heap.remove(earlier)).isTrue();
    assertThat(heap.remove(looked)).isTrue();
    assertThat(heap.remove(looked)).isFalse();
  }

  @Test
  void aCancelledTimerIsNeverTheNext() {
    TimerHeap heap = new TimerHeap();
    Numbered first = new Numbered(1, 0);
    heap.add(first);
    first.cancel();
    assertThat(heap.peek()).isNull();
    assertThat(heap.size()).isZero();
  }
}
