package io.fedlora.scenario;

import java.math.BigDecimal;

/** How many of a number: all of them, exactly so many, or a share of them. */
public sealed interface Count {
  /** All there are. */
  Count ALL = new All();

  /**
   * How many that is of a total, at most the total. A share is rounded up, so that a share of
   * something is never nothing.
   */
  int of(int total);

  /** All there are; written {@code all}. */
  record All() implements Count {
    @Override
    public int of(int total) {
      return total;
    }
  }

  /**
   * So many; written as a whole number.
   *
   * @param number not negative
   */
  record Exactly(int number) implements Count {
    @Override
    public int of(int total) {
      return Math.min(number, total);
    }
  }

  /**
   * A share; written with a decimal point, as {@code 0.5}.
   *
   * @param share in (0, 1]
   */
  record Share(double share) implements Count {
    @Override
    public int of(int total) {
      return Math.min(total, (int) Rounding.up(share * total));
    }
  }

  /**
   * Reads {@code all}, a whole number, or a share: a number in (0, 1] with a decimal point.
   *
   * @throws InvalidValue if the text is none of them
   */
  static Count parse(String text) {
    if (text.equals("all")) {
      return ALL;
    }
    BigDecimal number = Numbers.decimal(text);
    if (number == null || number.signum() < 0) {
      throw unfit(text);
    }
    boolean whole = Numbers.isWhole(number);
    if (whole && (number.compareTo(BigDecimal.ONE) > 0 || text.indexOf('.') < 0)) {
      if (number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
        throw unfit(text);
      }
      return new Exactly(number.intValueExact());
    }
    if (number.signum() == 0 || number.compareTo(BigDecimal.ONE) > 0) {
      throw unfit(text);
    }
    return new Share(number.doubleValue());
  }

  private static InvalidValue unfit(String text) {
    return new InvalidValue(
        "",
        "expected all, a whole number or a share above 0 and up to 1, found " + text,
        "write for example all, 4 or 0.5");
  }
}
