package io.fedlora.scenario;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Reads values that are a single word or number. Every failure is an {@link InvalidValue}. */
final class Scalars {
  /** The records that are written as one word, and not as a block. */
  static final List<Class<?>> READS = List.of(ByteSize.class, CrashDetection.class);

  private Scalars() {}

  /** The value as a number, text, truth value, duration, size, count, layers or enum constant. */
  static Object read(Class<?> type, ConfigValue value) {
    if (type == int.class || type == Integer.class) {
      return (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      return number(value);
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(value);
    }
    String text = text(value, Examples.of(type));
    if (type == String.class) {
      return text;
    }
    if (type == Duration.class) {
      return Duration.ofNanos(Quantities.nanos(text));
    }
    if (type == ByteSize.class) {
      return new ByteSize(Quantities.bytes(text));
    }
    if (type == Count.class) {
      return Count.parse(text);
    }
    if (type == CrashDetection.class) {
      return CrashDetection.parse(text);
    }
    if (type == Layers.class) {
      return Layers.parse(text);
    }
    if (type.isEnum()) {
      return constant(type, value, text);
    }
    throw new IllegalStateException("an options record cannot hold a " + type.getName());
  }

  /** The value as a number, finite. */
  static double number(ConfigValue value) {
    BigDecimal number = decimal(value, "a number", "0.5");
    double result = number.doubleValue();
    if (Double.isInfinite(result)) {
      throw mismatch("a number that a double can hold", value, "0.5");
    }
    return result;
  }

  /** The value's text as the scenario has it, numbers included. */
  static String text(ConfigValue value, String example) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> Texts.of(value);
      default -> throw mismatch("text", value, example);
    };
  }

  /** That something else was expected. */
  static InvalidValue mismatch(String expected, ConfigValue found, String example) {
    return new InvalidValue(
        "",
        "expected " + expected + ", found " + Texts.described(found),
        "write for example " + example);
  }

  private static long whole(ConfigValue value, long least, long greatest) {
    BigDecimal number = decimal(value, "a whole number", "8");
    if (!Numbers.isWhole(number)) {
      throw mismatch("a whole number", value, "8");
    }
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(greatest)) > 0) {
      throw mismatch("a whole number from " + least + " to " + greatest, value, "8");
    }
    return number.longValueExact();
  }

  private static BigDecimal decimal(ConfigValue value, String expected, String example) {
    boolean scalar =
        value.valueType() == ConfigValueType.NUMBER || value.valueType() == ConfigValueType.STRING;
    BigDecimal number = scalar ? Numbers.decimal(Texts.of(value)) : null;
    if (number == null) {
      throw mismatch(expected, value, example);
    }
    return number;
  }

  private static boolean truth(ConfigValue value) {
    Object plain = value.unwrapped();
    if (Boolean.TRUE.equals(plain) || "true".equals(plain)) {
      return true;
    }
    if (Boolean.FALSE.equals(plain) || "false".equals(plain)) {
      return false;
    }
    throw mismatch("true or false", value, "true");
  }

  private static Object constant(Class<?> type, ConfigValue value, String text) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(c -> Keys.ofConstant((Enum<?>) c)).toList();
    int index = names.indexOf(text);
    if (index < 0) {
      String nearest = NearestName.to(text, names).orElse("");
      throw mismatch("one of " + String.join(", ", names), value, nearest);
    }
    return type.getEnumConstants()[index];
  }
}
