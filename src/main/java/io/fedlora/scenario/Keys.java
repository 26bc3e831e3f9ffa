package io.fedlora.scenario;

import java.util.Locale;

/** How keys are spelt and put together. */
final class Keys {
  private Keys() {}

  /** {@code maxLength} to {@code max-length}. */
  static String ofComponent(String camelCase) {
    return camelCase.replaceAll("(\\p{Lower}|\\d)(\\p{Upper})", "$1-$2").toLowerCase(Locale.ROOT);
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
