package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scenarios put together that differ in nothing but their seeds, and what tells the others apart.
 * Names, devices and what the journal keeps decide nothing, so they do not count.
 */
final class Settings {
  private static final String LEFT_OUT = "(name|seed|devices\\..*|journal\\..*)";
  private static final int MOST_KEYS = 3;

  private final List<SortedMap<String, String>> different = new ArrayList<>();
  private final List<Integer> settingOf = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  /**
   * @param scenarios values by key, one for each run
   */
  Settings(List<SortedMap<String, String>> scenarios) {
    Map<SortedMap<String, String>, Integer> known = new LinkedHashMap<>();
    for (SortedMap<String, String> scenario : scenarios) {
      SortedMap<String, String> counted = new TreeMap<>(scenario);
      counted.keySet().removeIf(key -> key.matches(LEFT_OUT));
      Integer place = known.putIfAbsent(counted, known.size());
      if (place == null) {
        different.add(counted);
      }
      settingOf.add(place == null ? different.size() - 1 : place);
    }
    TreeSet<String> all = new TreeSet<>();
    different.forEach(values -> all.addAll(values.keySet()));
    for (String key : all) {
      if (different.stream().map(values -> values.getOrDefault(key, "–")).distinct().count() > 1) {
        keys.add(key);
      }
    }
    keys.sort((a, b) -> Boolean.compare(!a.equals("method.name"), !b.equals("method.name")));
  }

  /** How many there are. */
  int size() {
    return different.size();
  }

  /** The setting of each run, by its place. */
  List<Integer> ofRuns() {
    return settingOf;
  }

  /** The keys in which settings differ, the method's name first. */
  List<String> keys() {
    return keys;
  }

  /** What a setting has at a key; a dash where it has nothing. */
  String value(int setting, String key) {
    return different.get(setting).getOrDefault(key, "–");
  }

  /** A name for each setting, no two the same: the method, and the values that tell it apart. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int setting = 0; setting < size(); setting++) {
      names.add(name(setting));
    }
    for (int setting = 0; setting < size(); setting++) {
      if (names.indexOf(names.get(setting)) != names.lastIndexOf(names.get(setting))) {
        numberAll(names, names.get(setting));
      }
    }
    return names;
  }

  private static void numberAll(List<String> names, String name) {
    int number = 1;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        names.set(i, name + " #" + number++);
      }
    }
  }

  private String name(int setting) {
    List<String> words = new ArrayList<>();
    for (String key : keys) {
      if (words.size() == MOST_KEYS) {
        break;
      }
      String value = value(setting, key);
      if (key.equals("method.name")) {
        words.add(value);
      } else if (!value.equals("–")) {
        words.add(key.substring(key.lastIndexOf('.') + 1) + " " + value);
      }
    }
    return words.isEmpty() ? value(setting, "method.name") : String.join(", ", words);
  }
}
