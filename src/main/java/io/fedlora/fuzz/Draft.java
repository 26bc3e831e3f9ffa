package io.fedlora.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A scenario in the making, in pieces that can be taken away again.
 *
 * @param keys full keys with their values as a scenario file has them, without the fleet's groups
 * @param groups of the fleet, each its keys and values; all have a {@code weight} that becomes
 *     their share; none for those that there are by default, or of the fleet's profile
 */
record Draft(Map<String, String> keys, List<Map<String, String>> groups) {
  static final String WEIGHT = "weight";

  /** A speed, or those of a distribution, whose sigma stays. */
  private static final Pattern SPEED =
      Pattern.compile("(?<=^|min = |max = |median = )[0-9.]+(?:[eE][+-]?[0-9]+)?");

  Draft {
    keys = new LinkedHashMap<>(keys);
    groups = groups.stream().<Map<String, String>>map(LinkedHashMap::new).toList();
  }

  /** With another value of a key, or a further key. */
  Draft with(String key, String value) {
    Map<String, String> other = new LinkedHashMap<>(keys);
    other.put(key, value);
    return new Draft(other, groups);
  }

  /** Without the keys that begin so. */
  Draft without(String prefix) {
    Map<String, String> other = new LinkedHashMap<>(keys);
    other.keySet().removeIf(key -> key.startsWith(prefix));
    return new Draft(other, groups);
  }

  /** Without a group. */
  Draft withoutGroup(int index) {
    List<Map<String, String>> other = new ArrayList<>(groups);
    other.remove(index);
    return new Draft(keys, other);
  }

  /** With one key of a group less. */
  Draft withoutGroupKey(int index, String key) {
    List<Map<String, String>> other = new ArrayList<>(groups);
    Map<String, String> group = new LinkedHashMap<>(other.get(index));
    group.remove(key);
    other.set(index, group);
    return new Draft(keys, other);
  }

  /** With clients so many times as fast. */
  Draft faster(double factor) {
    List<Map<String, String>> other = new ArrayList<>();
    for (Map<String, String> group : groups) {
      Map<String, String> changed = new LinkedHashMap<>(group);
      changed.computeIfPresent(
          "speed",
          (key, speed) ->
              SPEED
                  .matcher(speed)
                  .replaceAll(found -> Choice.number(factor * Double.parseDouble(found.group()))));
      other.add(changed);
    }
    return new Draft(keys, other);
  }

  /** A whole number among the keys. */
  int number(String key) {
    return Integer.parseInt(String.valueOf(keys.get(key)));
  }

  /** The scenario file. */
  String text() {
    StringBuilder text = new StringBuilder();
    keys.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    if (groups.isEmpty()) {
      return text.toString();
    }
    double sum = groups.stream().mapToDouble(Draft::weight).sum();
    text.append("fleet.groups = [\n");
    for (Map<String, String> group : groups) {
      text.append("  { share = ").append(weight(group) / sum);
      group.forEach(
          (key, value) -> {
            if (!key.equals(WEIGHT)) {
              text.append(", ").append(key).append(" = ").append(value);
            }
          });
      text.append(" }\n");
    }
    return text.append("]\n").toString();
  }

  private static double weight(Map<String, String> group) {
    return Double.parseDouble(group.getOrDefault(WEIGHT, "1"));
  }
}
