package io.fedlora.journal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON on one line: maps and collections in their own order, doubles by {@link
 * JsonNumber}, nothing that differs between JDKs.
 */
public final class Json {
  private Json() {}

  /** The value as JSON. */
  public static String of(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  static void append(StringBuilder line, @Nullable Object value) {
    if (value == null) {
      line.append("null");
    } else if (value instanceof Optional<?> optional) {
      append(line, optional.isPresent() ? optional.get() : null);
    } else if (value instanceof Double number) {
      line.append(JsonNumber.of(number));
    } else if (value instanceof Number || value instanceof Boolean) {
      line.append(value);
    } else if (value instanceof Collection<?> many) {
      line.append('[');
      String separator = "";
      for (Object one : many) {
        line.append(separator);
        append(line, one);
        separator = ",";
      }
      line.append(']');
    } else if (value instanceof Map<?, ?> map) {
      line.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        line.append(separator);
        quote(line, entry.getKey().toString());
        line.append(':');
        append(line, entry.getValue());
        separator = ",";
      }
      line.append('}');
    } else {
      quote(line, value.toString());
    }
  }

  private static void quote(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> line.append("\\\"");
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        default -> {
          if (c < 0x20) {
            line.append("\\u00").append(Character.forDigit(c >> 4, 16));
            line.append(Character.forDigit(c & 15, 16));
          } else {
            line.append(c);
          }
        }
      }
    }
    line.append('"');
  }
}
