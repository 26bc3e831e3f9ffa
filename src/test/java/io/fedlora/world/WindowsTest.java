package io.fedlora.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static Windows drawn(long seed) {
    RandomStream draw = RandomStream.of(seed, "windows");
    int period = 1 + draw.nextInt(30);
    List<Windows.Window> windows = new ArrayList<>();
    int at = draw.nextInt(3);
    while (at < period) {
      int to = Math.min(period, at + 1 + draw.nextInt(6));
      windows.add(new Windows.Window(at, to));
      at = to + draw.nextInt(4);
    }
    return new Windows(period, windows);
  }

  private static boolean isOpen(Windows windows, long time) {
    for (long begin = -windows.period(); begin <= time; begin += windows.period()) {
      for (Windows.Window window : windows.windows()) {
        if (begin + window.from() <= time && time < begin + window.to()) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void agreesWithCountingInstantByInstant() {
    for (long seed = 0; seed < 200; seed++) {
      Windows windows = drawn(seed);
      for (long time = 0; time < 3 * windows.period(); time++) {
        assertThat(windows.isOpen(time))
            .as("%s at %d", windows, time)
            .isEqualTo(isOpen(windows, time));
        assertThat(windows.nextChange(time))
            .as("change of %s after %d", windows, time)
            .isEqualTo(nextChange(windows, time));
      }
    }
  }

  private static long nextChange(Windows windows, long time) {
    for (long later = time + 1; later <= time + 2 * windows.period(); later++) {
      if (isOpen(windows, later) != isOpen(windows, time)) {
        return later;
      }
    }
    return Long.MAX_VALUE;
  }

  @Test
  void noWindowsMeansNeverThereAndAFullOneAlways() {
    Windows never = new Windows(10, List.of());
    assertThat(never.isOpen(5)).isFalse();
    assertThat(never.nextChange(5)).isEqualTo(Long.MAX_VALUE);
    Windows always = new Windows(10, List.of(new Windows.Window(0, 10)));
    assertThat(always.isOpen(123)).isTrue();
    assertThat(always.nextChange(5)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void windowsThatOverlapOrStickOutAreRefused() {
    Windows.Window early = new Windows.Window(0, 5);
    Windows.Window overlapping = new Windows.Window(4, 8);
    Windows.Window tooLong = new Windows.Window(6, 11);
    assertThatThrownBy(() -> new Windows(10, List.of(early, overlapping)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Windows(10, List.of(early, tooLong)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Windows.Window(5, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
