package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "0.05, 50 ms",
    "0.9999, 1.0 s",
    "1, 1 s",
    "1.25, 1.3 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "59.6, 1m 00s",
    "123, 2m 03s",
    "3599.7, 1h 00m",
    "3720, 1h 02m",
    "86400, 1d 00h"
  })
  void seconds(double value, String words) {
    assertThat(Figures.seconds(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1048575, 1.0 MiB",
    "4194304, 4.0 MiB",
    "268435456, 256 MiB"
  })
  void bytes(double value, String words) {
    assertThat(Figures.bytes(value)).isEqualTo(words);
  }

  @Test
  void smallErrorsHaveAPowerOfTen() {
    assertThat(Figures.score(0.7654)).isEqualTo("0.765");
    assertThat(Figures.score(0)).isEqualTo("0.000");
    assertThat(Figures.score(0.0004)).isEqualTo("4.0e-04");
    assertThat(Figures.score(1.2e-16)).isEqualTo("0.000");
    assertThat(Figures.score(Double.NaN)).isEqualTo("–");
  }

  @Test
  void othersReadWell() {
    assertThat(Figures.thousands(5e9, "FLOP/s")).isEqualTo("5.0 GFLOP/s");
    assertThat(Figures.whole(1234567)).isEqualTo("1,234,567");
    assertThat(Figures.score(0.12345)).isEqualTo("0.123");
    assertThat(Figures.score(Double.NaN)).isEqualTo("–");
  }
}
