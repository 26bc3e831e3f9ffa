package io.fedlora.scenario;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** How keys are spelt and put together. */
final class Keys {
  private static final Pattern HUMP = Pattern.compile("(\\p{Lower}|\\d)(\\p{Upper})");

  /** Components are as many as the program has; every scenario asks for each several times. */
  private static final Map<String, String> OF_COMPONENTS = new ConcurrentHashMap<>();

  private Keys() {}

  /** {@code maxLength} to {@code max-length}. */
  static String ofComponent(String camelCase) {
    return OF_COMPONENTS.computeIfAbsent(
        camelCase, name -> HUMP.matcher(name).replaceAll("$1-$2").toLowerCase(Locale.ROOT));
  }

  /** {@code FIRST_TOKEN} to {@code first-token}. */
  static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code server} and {@code quorum} to {@code server.quorum}. */
  static String child(String path, String key) {
    if (path.isEmpty() || key.isEmpty()) {
      return path + key;
    }
    return path + "." + key;
  }

  /** {@code fleet.groups} and 1 to {@code fleet.groups[1]}. */
  static String element(String path, int index) {
    return path + "[" + index + "]";
  }

  /** {@code private} and {@code rank} to {@code private-rank}. */
  static String prefixed(String prefix, String key) {
    if (prefix.isEmpty() || key.isEmpty()) {
      return prefix + key;
    }
    return prefix + "-" + key;
  }
}
