package io.fedlora.report.page;

import java.util.Collection;
import java.util.List;

/**
 * Mean and sample standard deviation of what is a number among some values.
 *
 * @param count how many are
 * @param mean not a number if none is
 * @param deviation with n − 1; not a number for fewer than two
 */
record Spread(int count, double mean, double deviation) {
  static Spread of(Collection<Double> values) {
    List<Double> numbers = values.stream().filter(value -> !Double.isNaN(value)).toList();
    if (!numbers.isEmpty() && numbers.stream().distinct().count() == 1) {
      // Rounding would leave a little of what is exactly nothing.
      return new Spread(numbers.size(), numbers.get(0), numbers.size() < 2 ? Double.NaN : 0);
    }
    double sum = 0;
    for (double value : numbers) {
      sum += value;
    }
    double mean = sum / numbers.size();
    double squares = 0;
    for (double value : numbers) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = numbers.size() < 2 ? Double.NaN : Math.sqrt(squares / (numbers.size() - 1));
    return new Spread(numbers.size(), mean, deviation);
  }
}
