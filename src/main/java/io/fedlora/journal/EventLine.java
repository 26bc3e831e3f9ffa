package io.fedlora.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
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
      Json.append(line, read(component, event));
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
}
