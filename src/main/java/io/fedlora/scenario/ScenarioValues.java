package io.fedlora.scenario;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of a resolved scenario by their full keys, for those who show or compare scenarios.
 * Nothing is checked, so that runs of other versions and of methods that are not at hand can be
 * read too.
 */
public final class ScenarioValues {
  private ScenarioValues() {}

  /**
   * Reads a run's {@code scenario.conf}.
   *
   * @return texts by key, as {@code server.deadline} or {@code fleet.groups[0].speed}; a list of
   *     scalars is one text, its items separated by commas
   * @throws ScenarioException if the file cannot be read or is not HOCON
   */
  public static SortedMap<String, String> read(Path file) {
    SortedMap<String, String> values = new TreeMap<>();
    try {
      add(values, "", ConfigFactory.parseString(Files.readString(file)).resolve().root());
    } catch (IOException | ConfigException e) {
      throw new ScenarioException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return Collections.unmodifiableSortedMap(values);
  }

  private static void add(SortedMap<String, String> values, String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      object.forEach((name, child) -> add(values, Keys.child(key, name), child));
    } else if (value instanceof ConfigList list && list.stream().anyMatch(ScenarioValues::nested)) {
      for (int i = 0; i < list.size(); i++) {
        add(values, key + "[" + i + "]", list.get(i));
      }
    } else if (value instanceof ConfigList list) {
      List<String> items = new ArrayList<>();
      list.forEach(item -> items.add(Texts.of(item)));
      values.put(key, String.join(", ", items));
    } else {
      values.put(key, String.valueOf(value.unwrapped() == null ? "null" : Texts.of(value)));
    }
  }

  private static boolean nested(ConfigValue value) {
    return value instanceof ConfigObject || value instanceof ConfigList;
  }
}
