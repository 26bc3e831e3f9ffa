package io.fedlora.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys that a command line can set, with the values of those that take one of a few: what the
 * defaults name, and the types of the records that are read from them.
 */
public final class KnownKeys {
  private final SortedMap<String, List<String>> values = new TreeMap<>();

  /** The keys of {@code application.conf}. */
  public KnownKeys() {
    add("", Reference.load());
    addRecord("", Scenario.class);
    add("fleet.profile", FleetProfiles.NAMES);
  }

  /** Values by key; none where anything may stand. */
  public SortedMap<String, List<String>> values() {
    return Collections.unmodifiableSortedMap(values);
  }

  /** Adds values of a key, if it is known. */
  public void add(String key, List<String> names) {
    values.computeIfPresent(key, (known, before) -> names);
  }

  private void add(String path, ConfigObject block) {
    block.forEach((name, value) -> add(Keys.child(path, name), value));
  }

  private void add(String key, ConfigValue value) {
    if (value instanceof ConfigObject block) {
      add(key, block);
    } else {
      boolean truth = value.valueType() == ConfigValueType.BOOLEAN;
      values.put(key, truth ? List.of("true", "false") : List.of());
    }
  }

  /**
   * Adds the values of keys that are constants of an enum.
   *
   * @param path of the block that is read into the record
   * @param type a record
   */
  public void addRecord(String path, Class<?> type) {
    addRecord(path, "", type);
  }

  private void addRecord(String path, String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> inner = component.getType();
      Flat flat = component.getAnnotation(Flat.class);
      String key = Keys.prefixed(prefix, Keys.ofComponent(component.getName()));
      if (flat != null) {
        addRecord(path, Keys.prefixed(prefix, flat.value()), inner);
      } else if (inner.isRecord()) {
        addRecord(Keys.child(path, key), "", inner);
      } else if (inner.isEnum()) {
        add(
            Keys.child(path, key),
            Arrays.stream(inner.getEnumConstants())
                .map(constant -> Keys.ofConstant((Enum<?>) constant))
                .toList());
      }
    }
  }
}
