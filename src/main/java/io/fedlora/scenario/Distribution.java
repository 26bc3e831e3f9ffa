package io.fedlora.scenario;

import java.math.BigDecimal;
import java.util.List;

/** What a client's speed, bandwidth or absence is drawn from. */
public sealed interface Distribution {
  /** The least value that can be drawn; a log-normal one comes as near to 0 as it likes. */
  double lowest();

  /**
   * Always the same; written as the bare value.
   *
   * @param value infinite where the scenario says {@code inf}
   */
  record Constant(double value) implements Distribution {
    @Override
    public double lowest() {
      return value;
    }
  }

  /**
   * Every value of a range alike; written <code>{ distribution = uniform, min = …, max = … }</code>
   * .
   *
   * @param min the least
   * @param max the greatest, not below {@code min}
   */
  record Uniform(double min, double max) implements Distribution {
    public Uniform {
      if (max < min) {
        throw new InvalidValue("max", "lies below min", "write the greater bound as max");
      }
    }

    @Override
    public double lowest() {
      return min;
    }
  }

  /**
   * {@code median · exp(sigma · z)} with a standard normal z; written <code>
   * { distribution = log-normal, median = …, sigma = … }</code>.
   *
   * @param median above 0
   * @param sigma standard deviation of the logarithm, not negative
   */
  record LogNormal(double median, double sigma) implements Distribution {
    public LogNormal {
      Require.positive("median", median);
      Require.notNegative("sigma", sigma);
    }

    @Override
    public double lowest() {
      return 0;
    }
  }

  /**
   * One of the values of a file's column, each row alike; written <code>
   * { distribution = trace, file = …, column = … }</code>. A client has the same row of all columns
   * of a file.
   *
   * @param values at least one, row by row
   */
  record Trace(List<Double> values) implements Distribution {
    public Trace {
      values = List.copyOf(values);
    }

    @Override
    public double lowest() {
      return values.stream().min(Double::compare).orElseThrow();
    }
  }

  /** Which value it is, where the scenario itself does not say. */
  private String told() {
    return this instanceof Trace
        ? ", and the column holds " + BigDecimal.valueOf(lowest()).toPlainString()
        : "";
  }

  /** Throws an {@link InvalidValue} unless all values are above zero. */
  default void requirePositive(String key) {
    if (!(this instanceof LogNormal) && !(lowest() > 0)) {
      throw new InvalidValue(key, "must be above 0" + told(), "write a value or a range above 0");
    }
  }

  /** Throws an {@link InvalidValue} if a value may be negative. */
  default void requireNotNegative(String key) {
    if (!(lowest() >= 0)) {
      throw new InvalidValue(
          key, "must not be negative" + told(), "write a value or a range from 0 on");
    }
  }
}
