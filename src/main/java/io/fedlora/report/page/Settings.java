package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Scenarios put together that differ in nothing but their seeds, and what tells the others apart.
 * Names, devices, what is kept and how costs are counted decide nothing, so they do not count, nor
 * does a key that follows the seed, as {@code corpus.instance = ${seed}}.
 */
final class Settings {
  private static final String LEFT_OUT =
      "(name|seed|devices\\..*|journal\\..*|checkpoint\\..*|costs\\..*)";
  private static final String FOLLOWING = "(.*[.-])?(instance|seed)";
  private static final String SHARDS = "(clients|corpus\\..*|partition\\..*|evaluation\\.split)";
  private static final String TRAINING = "corpus\\.(train|validation)-per-client";
  private static final String SEED = "seed";
  private static final String METHOD = "method.name";
  private static final int MOST_KEYS = 3;

  private final List<SortedMap<String, String>> different = new ArrayList<>();
  private final List<Integer> settingOf = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<String> telling;

  /**
   * @param scenarios values by key, one for each run
   * @param axes keys that are meant to tell them apart, the most telling first; others do where
   *     these do not
   */
  Settings(List<SortedMap<String, String>> scenarios, List<String> axes) {
    Map<SortedMap<String, String>, Integer> known = new LinkedHashMap<>();
    for (SortedMap<String, String> counted : counted(scenarios)) {
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
    keys.sort(Comparator.comparingInt(key -> place(axes, key)));
    telling = telling(axes);
  }

  /**
   * What counts of each scenario, with {@code ${seed}} where a key follows the seed: where its
   * value is the seed of a run, and so it is under other seeds, and no run of another seed has it
   * too. Of one seed that would be chance.
   */
  private static List<SortedMap<String, String>> counted(
      List<SortedMap<String, String>> scenarios) {
    Map<SortedMap<String, String>, Set<String>> seedsOfSame = new LinkedHashMap<>();
    for (SortedMap<String, String> scenario : scenarios) {
      note(seedsOfSame, literal(scenario), scenario);
    }
    Map<Set<String>, Set<String>> seedsOfFollowing = new LinkedHashMap<>();
    for (SortedMap<String, String> scenario : scenarios) {
      if (seeds(seedsOfSame, literal(scenario)) == 1) {
        note(seedsOfFollowing, following(scenario), scenario);
      }
    }
    List<SortedMap<String, String>> all = new ArrayList<>();
    for (SortedMap<String, String> scenario : scenarios) {
      SortedMap<String, String> counted = literal(scenario);
      Set<String> following = following(scenario);
      if (seeds(seedsOfSame, counted) == 1 && seeds(seedsOfFollowing, following) > 1) {
        following.forEach(key -> counted.put(key, "${seed}"));
      }
      all.add(counted);
    }
    return all;
  }

  private static <T> void note(
      Map<T, Set<String>> seeds, T group, SortedMap<String, String> scenario) {
    seeds.computeIfAbsent(group, same -> new TreeSet<>()).add(scenario.getOrDefault(SEED, ""));
  }

  private static <T> int seeds(Map<T, Set<String>> seeds, T group) {
    return seeds.getOrDefault(group, Set.of()).size();
  }

  private static SortedMap<String, String> literal(SortedMap<String, String> scenario) {
    SortedMap<String, String> literal = new TreeMap<>(scenario);
    literal.keySet().removeIf(key -> key.matches(LEFT_OUT));
    return literal;
  }

  /** The keys that may follow the seed and have its value. */
  private static Set<String> following(SortedMap<String, String> scenario) {
    Set<String> keys = new TreeSet<>(literal(scenario).keySet());
    String seed = scenario.getOrDefault(SEED, "");
    keys.removeIf(key -> !key.matches(FOLLOWING) || !seed.equals(scenario.get(key)));
    return keys;
  }

  private static int place(List<String> axes, String key) {
    int place = axes.indexOf(key);
    return place >= 0 ? place : key.equals(METHOD) ? axes.size() : axes.size() + 1;
  }

  /** How many there are. */
  int size() {
    return different.size();
  }

  /** The setting of each run, by its place. */
  List<Integer> ofRuns() {
    return settingOf;
  }

  /** The keys in which settings differ, the axes first, then the method's name. */
  List<String> keys() {
    return keys;
  }

  /** What a setting has at a key; a dash where it has nothing. */
  String value(int setting, String key) {
    return different.get(setting).getOrDefault(key, "–");
  }

  /** A name for each setting, no two the same: the values that tell it apart. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int setting = 0; setting < size(); setting++) {
      names.add(name(setting));
    }
    return apartFromEachOther(names);
  }

  private static List<String> apartFromEachOther(List<String> names) {
    for (int setting = 0; setting < names.size(); setting++) {
      if (names.indexOf(names.get(setting)) != names.lastIndexOf(names.get(setting))) {
        numberAll(names, names.get(setting));
      }
    }
    return names;
  }

  /** The keys whose values tell settings apart, the first of them first. */
  List<String> telling() {
    return telling;
  }

  /** The same names in short, for charts: values alone, in the order of {@link #telling}. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int setting = 0; setting < size(); setting++) {
      int one = setting;
      String label =
          telling.stream().map(key -> value(one, key)).collect(Collectors.joining(" · "));
      labels.add(label.isEmpty() ? value(setting, METHOD) : label);
    }
    return apartFromEachOther(labels);
  }

  /** What the values in a label are of. */
  String labelled() {
    String all =
        telling.stream()
            .map(key -> key.equals(METHOD) ? "method" : lastWord(key))
            .collect(Collectors.joining(" · "));
    return all.isEmpty() ? "method" : all;
  }

  /**
   * Whether the clients of two settings have the same texts under the same seed, so that they can
   * be compared client by client.
   */
  boolean sameShards(int one, int other) {
    return keys.stream()
        .filter(key -> key.matches(SHARDS))
        .allMatch(key -> value(one, key).equals(value(other, key)));
  }

  /** The keys that say which texts are scored, and in which settings differ. */
  List<String> tasks() {
    return keys.stream().filter(key -> key.matches(SHARDS) && !key.matches(TRAINING)).toList();
  }

  private static String lastWord(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
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
    for (String key : telling) {
      String value = value(setting, key);
      if (key.equals(METHOD)) {
        words.add(value);
      } else if (!value.equals("–")) {
        words.add(lastWord(key) + " " + value);
      }
    }
    return words.isEmpty() ? value(setting, METHOD) : String.join(", ", words);
  }

  /** The axes, then of the other keys the first few that tell more settings apart. */
  private List<String> telling(List<String> axes) {
    List<String> chosen = new ArrayList<>();
    keys.stream().filter(axes::contains).forEach(chosen::add);
    for (String key : keys) {
      if (chosen.size() < MOST_KEYS && !chosen.contains(key)) {
        List<String> more = new ArrayList<>(chosen);
        more.add(key);
        if (apart(more) > apart(chosen)) {
          chosen.add(key);
        }
      }
    }
    return chosen;
  }

  private long apart(List<String> by) {
    return different.stream()
        .map(values -> by.stream().map(key -> values.getOrDefault(key, "–")).toList())
        .distinct()
        .count();
  }
}
