package io.fedlora.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatteryTest {
  private static final long HOUR = 3_600_000_000_000L;

  @Test
  void itIsEmptyAfterTheDaysWorkAndFullTheNextDay() {
    Battery battery = new Battery(2 * HOUR);
    assertThat(battery.lasts(0)).isTrue();
    battery.drain(HOUR, 2 * HOUR);
    assertThat(battery.lasts(3 * HOUR)).isTrue();
    battery.drain(3 * HOUR, 4 * HOUR);
    assertThat(battery.lasts(5 * HOUR)).isFalse();
    assertThat(battery.lasts(24 * HOUR - 1)).isFalse();
    assertThat(battery.lasts(24 * HOUR)).isTrue();
  }

  @Test
  void workOverMidnightCountsOnBothDays() {
    Battery battery = new Battery(HOUR);
    battery.drain(20 * HOUR, 24 * HOUR + HOUR / 2);
    assertThat(battery.lasts(25 * HOUR)).isTrue();
    battery.drain(25 * HOUR, 25 * HOUR + HOUR / 2);
    assertThat(battery.lasts(26 * HOUR)).isFalse();
  }

  @Test
  void withoutALimitItLasts() {
    Battery battery = new Battery(-1);
    battery.drain(0, 1000 * HOUR);
    assertThat(battery.lasts(1000 * HOUR)).isTrue();
  }
}
