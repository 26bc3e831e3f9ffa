package io.fedlora.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The line of an event in the journal: JSON, the fields in the order of the record. */
final class EventLine {
  private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();

  private EventLine() {}

  static String of(long seq, long time, Event event) {
    StringBuilder line = new StringBuilder(160);
    line.append("{\"seq\":").append(seq).append(",\"t\":").append(time);
    line.append(",\"type\":\"").append(event.type()).append('"');
    RecordComponent[] components =
        COMPONENTS.computeIfAbsent(event.getClass(), Class::getRecordComponents);
    for (RecordComponent component : components) {
      line.append(",\"").append(component.getName()).append("\":");
      append(line, read(component, event));
    }
    return line.append('}').toString();
  }

  static String kebab(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        if (i > 0) {
          out.append('-');
        }
        out.append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static Object read(RecordComponent component, Event event) {
    try {
      return component.getAccessor().invoke(event);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void append(StringBuilder line, Object value) {
    if (value instanceof Double number) {
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
