package io.fedlora.scenario;

import com.typesafe.config.ConfigValue;

/** What a value looks like in its file. */
final class Texts {
  private Texts() {}

  /** The text of a scalar; a number's digits as they were written. */
  static String of(ConfigValue value) {
    return value.atKey("v").getString("v");
  }

  /** As {@code "many"} or {@code a list}. */
  static String described(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING -> "\"" + of(value) + "\"";
      case NUMBER, BOOLEAN -> of(value);
      case OBJECT -> "a block";
      case LIST -> "a list";
      case NULL -> "nothing";
    };
  }
}
