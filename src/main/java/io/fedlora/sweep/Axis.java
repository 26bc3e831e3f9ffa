package io.fedlora.sweep;

import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;

/**
 * A key of the scenario and the values that it takes in turn.
 *
 * @param key as {@code method.name}
 * @param values as they would stand in a scenario
 */
public record Axis(String key, List<String> values) {
  private static final String METHOD = "method.name";

  public Axis {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code key=a,b,c}; commas inside brackets, braces and quotes belong to a value. {@code
   * method.name=all} stands for every method there is.
   *
   * @throws ScenarioException if it is something else, or a value stands twice
   */
  public static Axis parse(String option, String text) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? "" : text.substring(0, equals).strip();
    List<String> values = equals < 0 ? List.of() : split(text.substring(equals + 1));
    if (key.equals(METHOD) && values.equals(List.of("all"))) {
      values = Registries.METHODS.listings().stream().map(Listing::name).toList();
    }
    if (key.isEmpty() || values.isEmpty() || values.contains("")) {
      throw new ScenarioException(
          option
              + " "
              + text
              + ": expected key=a,b,c; write for example "
              + option
              + " method.rank=4,8");
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new ScenarioException(option + " " + text + ": a value stands twice; give each once");
    }
    return new Axis(key, values);
  }

  /** The parts between commas that stand outside brackets, braces and quotes. */
  static List<String> split(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      quoted ^= c == '"';
      depth += quoted ? 0 : c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (c == ',' && depth == 0 && !quoted) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return values;
  }
}
