package io.fedlora.fuzz;

import io.fedlora.random.RandomStream;
import java.util.List;
import java.util.Locale;

/** What a stream of random numbers comes to, in the words of a scenario file. */
final class Choice {
  private final RandomStream stream;

  Choice(RandomStream stream) {
    this.stream = stream;
  }

  boolean chance(double probability) {
    return stream.nextDouble() < probability;
  }

  /** Uniform from one whole number to another, both possible. */
  int from(int least, int most) {
    return least + stream.nextInt(most - least + 1);
  }

  /** Uniform between two numbers. */
  double between(double low, double high) {
    return low + (high - low) * stream.nextDouble();
  }

  /** Between two numbers above 0, small ones as likely as large ones. */
  double magnitude(double low, double high) {
    return StrictMath.exp(between(StrictMath.log(low), StrictMath.log(high)));
  }

  <T> T one(List<T> of) {
    return of.get(stream.nextInt(of.size()));
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return one(List.of(of));
  }

  /** A number with few digits. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** A share with a decimal point. */
  String share(double low, double high) {
    return String.format(Locale.ROOT, "%.3f", between(low, high));
  }

  /** A constant amount, or one that is drawn for each client: uniform, or log-normal. */
  String amount(double low, double high, String unit) {
    String one = Math.round(magnitude(low, high)) + unit;
    return switch (from(0, 5)) {
      case 0 ->
          "{ distribution = uniform, min = %d%s, max = %s }".formatted(Math.round(low), unit, one);
      case 1 ->
          "{ distribution = log-normal, median = %s, sigma = %s }".formatted(one, share(0.1, 1));
      default -> one;
    };
  }

  /** A duration between two, in seconds. */
  String seconds(double low, double high) {
    return Math.round(1000 * magnitude(low, high)) + "ms";
  }

  /** A constant duration or a uniform one. */
  String durations(double low, double high) {
    return chance(0.5)
        ? seconds(low, high)
        : "{ distribution = uniform, min = "
            + Math.round(1000 * low)
            + "ms, max = "
            + seconds(low + 1, high)
            + " }";
  }
}
