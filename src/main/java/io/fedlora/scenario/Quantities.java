package io.fedlora.scenario;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes: a number and a unit. */
final class Quantities {
  private static final Pattern QUANTITY = Pattern.compile("([-+.\\deE]*[\\d.])\\s*(\\p{Alpha}*)");
  private static final String DURATION_REMEDY = "write for example 30s, 250ms or 2h";
  private static final String SIZE_REMEDY = "write for example 512MiB or 10kB";

  private static final Map<String, BigDecimal> NANOS = new HashMap<>();
  private static final Map<String, BigDecimal> BYTES = new HashMap<>();

  static {
    unit(NANOS, 1L, "ns", "nano", "nanos", "nanosecond", "nanoseconds");
    unit(NANOS, 1_000L, "us", "micro", "micros", "microsecond", "microseconds");
    unit(NANOS, 1_000_000L, "ms", "milli", "millis", "millisecond", "milliseconds");
    unit(NANOS, 1_000_000_000L, "s", "second", "seconds");
    unit(NANOS, 60_000_000_000L, "m", "minute", "minutes");
    unit(NANOS, 3_600_000_000_000L, "h", "hour", "hours");
    unit(NANOS, 86_400_000_000_000L, "d", "day", "days");
    unit(BYTES, 1L, "", "b", "B", "byte", "bytes");
    unit(BYTES, 1_000L, "kB", "kilobyte", "kilobytes");
    unit(BYTES, 1_000_000L, "MB", "megabyte", "megabytes");
    unit(BYTES, 1_000_000_000L, "GB", "gigabyte", "gigabytes");
    unit(BYTES, 1L << 10, "k", "K", "Ki", "KiB", "kibibyte", "kibibytes");
    unit(BYTES, 1L << 20, "m", "M", "Mi", "MiB", "mebibyte", "mebibytes");
    unit(BYTES, 1L << 30, "g", "G", "Gi", "GiB", "gibibyte", "gibibytes");
  }

  /** Far from where sums of instants overflow; as nanoseconds, 73 years. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private Quantities() {}

  private static void unit(Map<String, BigDecimal> table, long factor, String... names) {
    for (String name : names) {
      table.put(name, BigDecimal.valueOf(factor));
    }
  }

  /**
   * Nanoseconds of a duration, fractions of one cut off. A unit is demanded of all but 0: a bare
   * number would be milliseconds to one reader and seconds to the next.
   */
  static long nanos(String text) {
    if (text.equals("0")) {
      return 0;
    }
    return read(text, NANOS, "a duration with a unit", DURATION_REMEDY);
  }

  /** Bytes of a size; a bare number is bytes. */
  static long bytes(String text) {
    return read(text, BYTES, "a size", SIZE_REMEDY);
  }

  private static long read(
      String text, Map<String, BigDecimal> units, String expected, String remedy) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    BigDecimal number = matcher.matches() ? Numbers.decimal(matcher.group(1)) : null;
    BigDecimal factor = number == null ? null : units.get(matcher.group(2));
    if (number == null || factor == null) {
      throw new InvalidValue("", "expected " + expected + ", found \"" + text + "\"", remedy);
    }
    BigDecimal value = number.multiply(factor);
    if (value.signum() < 0) {
      throw new InvalidValue("", "must not be negative, found " + text, remedy);
    }
    if (value.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new InvalidValue("", "is too large, found " + text, remedy);
    }
    return value.longValue();
  }
}
