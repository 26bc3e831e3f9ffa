package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values of a scenario as a sentence may hold them.
 *
 * @param values by key
 */
record ScenarioWords(Map<String, String> values) {
  /** Empty for a key that is not there. */
  String get(String key) {
    return values.getOrDefault(key, "");
  }

  /** Whether a share, a probability or a duration is above nothing. */
  boolean isSet(String key) {
    return values.containsKey(key + ".distribution")
        || !get(key).matches("|none|0(\\.0*)?( ?[a-zµ]+)?");
  }

  /** As {@code 30s}, {@code 1s to 5s} or {@code about 4m}. */
  String amount(String key) {
    return switch (get(key + ".distribution")) {
      case "" -> get(key);
      case "uniform" -> get(key + ".min") + " to " + get(key + ".max");
      case "log-normal" -> "about " + get(key + ".median");
      default -> "as in " + get(key + ".file");
    };
  }

  /**
   * The paths of a list of blocks, as {@code fleet.groups[0]}; of at least those that are there.
   */
  List<String> elements(String list) {
    List<String> paths = new ArrayList<>();
    while (begins(list + "[" + paths.size() + "].")) {
      paths.add(list + "[" + paths.size() + "]");
    }
    return paths;
  }

  private boolean begins(String path) {
    return values.keySet().stream().anyMatch(key -> key.startsWith(path));
  }

  /** {@code 1 step}, {@code 1,000 steps}. */
  static String many(String number, String thing) {
    return thousands(number) + " " + thing + (number.equals("1") ? "" : "s");
  }

  static String thousands(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A whole number with its thousands apart; what is none stays as it is. */
  static String thousands(String number) {
    return number.matches("\\d{4,18}") ? thousands(Long.parseLong(number)) : number;
  }
}
