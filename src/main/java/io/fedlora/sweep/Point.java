package io.fedlora.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One value for each of some keys.
 *
 * @param values by key, in the order of the axes
 */
public record Point(Map<String, String> values) {
  /** No key has a value of its own. */
  public static final Point NONE = new Point(Map.of());

  public Point {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Every combination, the last axis fastest. */
  static List<Point> all(List<Axis> axes) {
    List<Point> points = List.of(NONE);
    for (Axis axis : axes) {
      List<Point> longer = new ArrayList<>();
      for (Point point : points) {
        axis.values().forEach(value -> longer.add(point.with(axis.key(), value)));
      }
      points = longer;
    }
    return points;
  }

  Point with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new Point(more);
  }

  /** This point and another one. */
  Point and(Point other) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.putAll(other.values);
    return new Point(more);
  }

  /** Whether it has all of the values, given as {@code key=value} with commas between them. */
  boolean has(String given) {
    return Axis.split(given).stream().allMatch(overrides()::contains);
  }

  /** As on the command line of a run. */
  List<String> overrides() {
    return values.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
  }

  /** A name for a folder, of the last words of the keys and the values. */
  String folderName() {
    String name =
        values.entrySet().stream()
            .map(one -> lastWord(one.getKey()) + "-" + plain(one.getValue()))
            .collect(Collectors.joining("_"));
    return name.isEmpty() ? "scenario" : name;
  }

  private static String lastWord(String key) {
    return plain(key.substring(key.lastIndexOf('.') + 1));
  }

  private static String plain(String text) {
    return text.replaceAll("[^\\p{Alnum}._+-]+", "-").replaceAll("^-+|-+$", "");
  }

  @Override
  public String toString() {
    return values.isEmpty() ? "the scenario" : String.join(" ", overrides());
  }
}
