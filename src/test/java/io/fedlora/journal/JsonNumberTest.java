package io.fedlora.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.fedlora.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
  /** The second column is what has to stand there on every JDK. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "999999999999999, 999999999999999",
    "1e15, 1E+15",
    "9007199254740993, 9007199254740992",
    "1e23, 1E+23",
    "2e-3, 0.002",
    "1e-7, 1E-7",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "0.3333333333333333, 0.3333333333333333",
    "-123456.789, -123456.789",
    "2.2250738585072014e-308, 2.2250738585072014E-308",
    "4.9e-324, 4.94065645841247E-324",
    "1.7976931348623157e308, 1.7976931348623157E+308",
    "2e23, 2E+23",
    "8.41e21, 8.41E+21"
  })
  void writesTheseDigits(double value, String expected) {
    assertThat(JsonNumber.of(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberIsNull(double value) {
    assertThat(JsonNumber.of(value)).isEqualTo("null");
  }

  @Test
  void everyDoubleReadsBackToTheSameBits() {
    RandomStream draw = RandomStream.of(1, "doubles");
    for (int i = 0; i < 20_000; i++) {
      double value = drawn(draw, i % 5);
      if (Double.isFinite(value)) {
        String text = JsonNumber.of(value);
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
            .as("%s", text)
            .isEqualTo(Double.doubleToRawLongBits(value));
        assertThat(JsonParser.parseString(text).getAsDouble()).isEqualTo(value);
        assertThat(digits(text)).as("%s", text).isLessThanOrEqualTo(17);
      }
    }
  }

  private static double drawn(RandomStream draw, int kind) {
    return switch (kind) {
      case 0 -> Double.longBitsToDouble(draw.nextLong());
      case 1 -> draw.nextDouble();
      case 2 -> Double.longBitsToDouble(draw.nextLong() & 0xFFFFFFFFFFFFFL);
      case 3 -> (double) draw.nextLong();
      default -> draw.nextInt(1_000_000) / 1000.0;
    };
  }

  private static long digits(String text) {
    String mantissa = text.replaceAll("E.*", "").replaceAll("[^0-9]", "");
    return mantissa.replaceAll("^0+", "").length();
  }
}
