package io.fedlora.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the metrics files, and what they sum up to. What JSON has no number for is not a
 * number.
 */
final class Figures {
  /** Numbers are written with at least fifteen digits. */
  private static final double ROUNDING = 1e-12;

  private Figures() {}

  /** A number of an object; not a number where it has none. */
  static double of(@Nullable JsonElement in, String name) {
    return in instanceof JsonObject object ? of(object.get(name)) : Double.NaN;
  }

  static double of(@Nullable JsonElement value) {
    return value instanceof JsonPrimitive number && number.isNumber()
        ? number.getAsDouble()
        : Double.NaN;
  }

  /** The numbers of an array; none if it is not one. */
  static List<Double> all(@Nullable JsonElement in, String name) {
    List<Double> numbers = new ArrayList<>();
    if (in instanceof JsonObject object && object.get(name) instanceof JsonArray array) {
      array.forEach(one -> numbers.add(of(one)));
    }
    return numbers;
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).sum() / values.size();
  }

  static double least(List<Double> values) {
    return values.stream().min(Double::compare).orElse(Double.NaN);
  }

  static double greatest(List<Double> values) {
    return values.stream().max(Double::compare).orElse(Double.NaN);
  }

  /** Whether both are the same but for the order of a sum and the digits written. */
  static boolean same(double one, double other) {
    return Double.isNaN(one)
        ? Double.isNaN(other)
        : Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
  }
}
