package io.fedlora.scenario;

/** Checks that option records make of their values; each failure is an {@link InvalidValue}. */
public final class Require {
  private Require() {}

  /** The value is at least {@code least}. */
  public static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new InvalidValue(
          key,
          "must be at least " + least + ", found " + value,
          "write for example " + key + " = " + least);
    }
  }

  /** The value lies in [0, 1]. */
  public static void share(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new InvalidValue(
          key, "must lie between 0 and 1", "write for example " + key + " = 0.5");
    }
  }

  /** The value lies in [0, 1), as the decay of a running mean must. */
  public static void belowOne(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new InvalidValue(
          key, "must be at least 0 and below 1", "write for example " + key + " = 0.9");
    }
  }

  /** The value is finite and above zero. */
  public static void positive(String key, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidValue(key, "must be above 0", "write for example " + key + " = 1.0");
    }
  }

  /** The value is finite and not below zero. */
  public static void notNegative(String key, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidValue(key, "must not be negative", "write for example " + key + " = 0");
    }
  }
}
