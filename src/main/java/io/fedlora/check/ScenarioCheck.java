package io.fedlora.check;

import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioValues;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether {@code scenario.conf} is of the run whose journal lies beside it: by what the first event
 * says, too, of the scenario and of the rules of the server.
 */
final class ScenarioCheck {
  /** Fields of {@code run-started} by key of the scenario, where both are written alike. */
  private static final Map<String, String> FIELDS =
      table(
          "name scenario",
          "seed seed",
          "rounds rounds",
          "method.name method",
          "local.steps localSteps",
          "time.mode pace",
          "server.collection collection",
          "server.quorum quorum",
          "server.staleness staleness",
          "server.staleness-exponent stalenessExponent",
          "server.hinge-delay hingeDelay",
          "server.hinge-slope hingeSlope",
          "server.merge.centre centre",
          "server.merge.trim trim",
          "server.merge.clip-norm clipNorm");

  private final Findings findings;

  ScenarioCheck(Findings findings) {
    this.findings = findings;
  }

  /** Compares what both of them say. */
  void compare(Path scenario, Line started) {
    SortedMap<String, String> values;
    try {
      values = ScenarioValues.read(scenario);
    } catch (ScenarioException e) {
      findings.violation(0, String.valueOf(e.getMessage()));
      return;
    }
    FIELDS.forEach(
        (key, field) -> {
          String said = values.get(key);
          if (said != null && started.fields().has(field)) {
            String journalled = started.text(field);
            if (!isSame(field, said, journalled)) {
              findings.violation(
                  0,
                  started,
                  "says %s %s, scenario.conf has %s = %s".formatted(field, journalled, key, said));
            }
          }
        });
  }

  private static boolean isSame(String field, String said, String journalled) {
    try {
      // A scenario may have more digits than the run counts with.
      return field.equals("seed")
          ? Long.parseLong(said) == Long.parseLong(journalled)
          : said.equals(journalled) || Double.parseDouble(said) == Double.parseDouble(journalled);
    } catch (NumberFormatException words) {
      return false;
    }
  }

  private static Map<String, String> table(String... lines) {
    Map<String, String> fields = new TreeMap<>();
    for (String line : lines) {
      String[] keyAndField = line.split(" ", 2);
      fields.put(keyAndField[0], keyAndField[1]);
    }
    return fields;
  }
}
