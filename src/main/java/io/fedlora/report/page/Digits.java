package io.fedlora.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;

/** Numbers with as many digits as a chart can show. */
final class Digits {
  private static final MathContext SHOWN = new MathContext(5);

  private Digits() {}

  /** To five digits; what is not finite stays so and becomes {@code null} in JSON. */
  static double of(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(SHOWN).doubleValue() : Double.NaN;
  }

  /** Each to five digits. */
  static List<Double> of(Collection<Double> values) {
    return values.stream().map(Digits::of).toList();
  }
}
