package io.fedlora.cli;

import java.util.List;
import java.util.Locale;

/** Words for quantities, for people to read. */
final class Figures {
  private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB");
  private static final List<String> THOUSANDS = List.of("", "k", "M", "G", "T", "P", "E");

  private static final double LEAST_DECIMAL = 5e-4;
  private static final double ROUNDING = 1e-13;

  private Figures() {}

  /**
   * With three decimals, small errors with a power of ten; a dash for what is not a number. What is
   * no more than rounding leaves is 0.
   */
  static String score(double value) {
    double size = Math.abs(value);
    String form = size > ROUNDING && size < LEAST_DECIMAL ? "%.1e" : "%.3f";
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, form, value);
  }

  /** As {@code 2.4 MiB}. */
  static String bytes(double value) {
    return scaled(value, 1024, BYTES);
  }

  /** As {@code 2.4 GFLOP}. */
  static String thousands(double value, String unit) {
    return scaled(value, 1000, THOUSANDS) + unit;
  }

  /** As {@code 258.1 TFLOP}, with at least four digits. */
  static String digits(double value, String unit) {
    double rest = value;
    int power = 0;
    while (rest >= 999.95 && power < THOUSANDS.size() - 1) {
      rest /= 1000;
      power++;
    }
    String form = power == 0 && rest == Math.rint(rest) ? "%.0f" : decimals(rest);
    return String.format(Locale.ROOT, form, rest) + " " + THOUSANDS.get(power) + unit;
  }

  private static String decimals(double value) {
    return value >= 99.995 ? "%.1f" : value >= 9.9995 ? "%.2f" : "%.3f";
  }

  private static String scaled(double value, int step, List<String> units) {
    double rest = value;
    int unit = 0;
    while (rest >= step - step / 2000.0 && unit < units.size() - 1) {
      rest /= step;
      unit++;
    }
    String digits = unit == 0 && rest == Math.rint(rest) || rest >= 99.95 ? "%.0f" : "%.1f";
    return String.format(Locale.ROOT, digits, rest) + " " + units.get(unit);
  }

  /** With commas at the thousands. */
  static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * As {@code 50 ms}, {@code 1.8 s}, {@code 42 s}, {@code 2m 03s}, {@code 1h 02m}, {@code 3d 04h}.
   */
  static String seconds(double value) {
    if (value > 0 && value < 0.9995) {
      return String.format(Locale.ROOT, "%.0f ms", value * 1000);
    }
    if (value < 9.95) {
      return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f s" : "%.1f s", value);
    }
    long whole = Math.round(value);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%dm %02ds", whole / 60, whole % 60);
    }
    long minutes = Math.round(value / 60);
    if (minutes < 24 * 60) {
      return String.format(Locale.ROOT, "%dh %02dm", minutes / 60, minutes % 60);
    }
    long hours = Math.round(value / 3600);
    return String.format(Locale.ROOT, "%dd %02dh", hours / 24, hours % 24);
  }
}
