package io.fedlora.scenario;

import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;

/** Which keys a record reads. */
final class Components {
  private Components() {}

  /** The keys of the block that a record reads, those of flat components included. */
  static Set<String> keys(Class<?> type) {
    Set<String> keys = new TreeSet<>();
    collect(type, "", keys);
    return keys;
  }

  /** The key of a component. */
  static String key(RecordComponent component, String prefix) {
    return Keys.prefixed(prefix, Keys.ofComponent(component.getName()));
  }

  /** Whether a component is filled in by the binder itself instead of from a key. */
  static boolean isSupplied(RecordComponent component) {
    return component.getType() == Block.class || component.getType() == Source.class;
  }

  private static void collect(Class<?> type, String prefix, Set<String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      Flat flat = component.getAnnotation(Flat.class);
      if (flat != null) {
        collect(component.getType(), Keys.prefixed(prefix, flat.value()), keys);
      } else if (!isSupplied(component)) {
        keys.add(key(component, prefix));
      }
    }
  }
}
