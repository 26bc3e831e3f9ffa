package io.fedlora.report.reading;

import java.util.regex.Pattern;

/**
 * What incidents have in common that are told together: the event's type, and its reason without
 * the places and values that differ from one to the next.
 *
 * @param type as {@code update-rejected}
 * @param reason as {@code common layer.*.query.B[…] is NaN}; empty where there is none
 */
record IncidentKind(String type, String reason) {
  private static final Pattern INDEX = Pattern.compile("\\[[^\\[\\]]*\\d[^\\[\\]]*]");
  private static final Pattern PART = Pattern.compile("(?<=\\.)\\d+(?=\\.)");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<!\\w)-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?(?!\\w)|(?<=value of )-?Infinity");

  static IncidentKind of(String type, String reason) {
    return new IncidentKind(type, common(reason));
  }

  /** A reason with … for indices and numbers. */
  static String common(String reason) {
    if (reason.chars().noneMatch(Character::isDigit) && !reason.endsWith("Infinity")) {
      return reason;
    }
    String places = PART.matcher(INDEX.matcher(reason).replaceAll("[…]")).replaceAll("*");
    return NUMBER.matcher(places).replaceAll("…");
  }
}
