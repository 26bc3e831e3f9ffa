package io.fedlora.sweep;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fedlora.journal.Json;
import io.fedlora.scenario.Count;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a sweep runs.
 *
 * @param file of the scenario
 * @param overrides on top of it, in every run
 * @param over the axes whose combinations are compared
 * @param tune the axes of the grid from which each combination takes its best; empty for no choice
 * @param tuneSeed seed of the runs that are chosen from
 * @param seeds of the runs that are compared
 */
public record SweepPlan(
    Path file,
    List<String> overrides,
    List<Axis> over,
    List<Axis> tune,
    long tuneSeed,
    List<Long> seeds) {
  public SweepPlan {
    overrides = List.copyOf(overrides);
    over = List.copyOf(over);
    tune = List.copyOf(tune);
    seeds = List.copyOf(seeds);
    Set<String> keys = new LinkedHashSet<>();
    for (Axis axis : over) {
      requireNew(keys, axis);
    }
    for (Axis axis : tune) {
      requireNew(keys, axis);
    }
    for (String override : overrides) {
      requireNotSwept(keys, seeds, override);
    }
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new ScenarioException("--seeds: a seed stands twice; give each once");
    }
    if (!tune.isEmpty() && seeds.contains(tuneSeed)) {
      throw new ScenarioException(
          "--tune-seed "
              + tuneSeed
              + " is one of --seeds; what is chosen on a seed must be compared on others");
    }
  }

  /** What is swept or seeded takes the place of an override, which would count for nothing. */
  private static void requireNotSwept(Set<String> keys, List<Long> seeds, String override) {
    String[] keyAndValue = override.split("=", 2);
    String key = keyAndValue[0].strip();
    for (String swept : keys) {
      if (swept.equals(key) || swept.startsWith(key + ".")) {
        throw new ScenarioException(
            override + ": --over or --tune has values for " + swept + "; leave one of them out");
      }
    }
    String value = keyAndValue.length > 1 ? keyAndValue[1].strip() : "";
    boolean only = seeds.size() == 1 && value.matches("0*" + seeds.get(0));
    if (key.equals("seed") && !only) {
      throw new ScenarioException(override + ": --seeds gives the seeds; leave one of them out");
    }
  }

  private static void requireNew(Set<String> keys, Axis axis) {
    if (axis.key().equals("seed")) {
      throw new ScenarioException("--over seed: seeds go by themselves; write --seeds 1,2,3");
    }
    if (!keys.add(axis.key())) {
      throw new ScenarioException(axis.key() + " is swept twice; give all its values at once");
    }
  }

  /** The combinations that are compared. */
  public List<Point> points() {
    return Point.all(over);
  }

  /**
   * The combination that has these values and no other.
   *
   * @param text {@code key=value}, several with commas
   * @throws ScenarioException if none has, or more than one
   */
  public Point point(String text) {
    List<Point> fitting = points().stream().filter(point -> point.has(text)).toList();
    if (fitting.size() != 1) {
      throw new ScenarioException(
          "--baseline "
              + text
              + (fitting.isEmpty() ? ": no combination has that; " : ": several have that; ")
              + "write the values of one of them, as "
              + (fitting.isEmpty() ? points() : fitting).get(0).toString().replace(' ', ','));
    }
    return fitting.get(0);
  }

  /** The grid that each of them chooses from. */
  public List<Point> grid() {
    return Point.all(tune);
  }

  /**
   * The scenario of a run.
   *
   * @throws ScenarioException if a value will not do
   */
  Scenario scenario(Point point, long seed) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(point.overrides());
    all.add("seed=" + seed);
    return ScenarioFile.load(file, all);
  }

  /**
   * The scenario of a run that is chosen from: scored on what nothing else is scored on.
   *
   * @throws ScenarioException if a value will not do
   */
  Scenario trial(Point point) {
    Scenario untuned = scenario(point, tuneSeed);
    if (untuned.corpus().validationPerClient().equals(new Count.Exactly(0))) {
      throw untuned.error(
          "corpus.validation-per-client",
          "--tune chooses by validation texts, and clients have none",
          "add for example corpus.validation-per-client=20");
    }
    return scenario(point.with("evaluation.split", "validation"), tuneSeed);
  }

  /** The plan as a sweep's folder keeps it: two plans with the same text are the same. */
  String json(String resolved) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("over", axes(over));
    all.put("tune", axes(tune));
    all.put("tuneSeed", tune.isEmpty() ? null : tuneSeed);
    all.put("seeds", seeds);
    all.put("scenario", resolved);
    return Json.of(all) + "\n";
  }

  /**
   * Whether two plans, as {@link #json} has them, run the same scenario over the same keys, so that
   * the runs of one are of use to the other. What is chosen from must be the same.
   */
  static boolean differInListsAlone(String one, String other) {
    try {
      JsonObject first = JsonParser.parseString(one).getAsJsonObject();
      JsonObject second = JsonParser.parseString(other).getAsJsonObject();
      return Stream.of("tune", "tuneSeed", "scenario")
              .allMatch(name -> Objects.equals(first.get(name), second.get(name)))
          && keys(first).equals(keys(second));
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      return false;
    }
  }

  private static List<String> keys(JsonObject plan) {
    return List.copyOf(plan.getAsJsonObject("over").keySet());
  }

  private static Map<String, List<String>> axes(List<Axis> axes) {
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    axes.forEach(axis -> byKey.put(axis.key(), axis.values()));
    return byKey;
  }
}
