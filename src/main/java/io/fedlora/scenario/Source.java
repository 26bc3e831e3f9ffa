package io.fedlora.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a scenario stand: which file and line, or the command line, or {@code
 * application.conf}. Later checks raise their errors through it. Two sources are equal if they
 * resolve to the same values, wherever these stand.
 *
 * <p>Keys are written as in errors: {@code server.quorum}, {@code fleet.groups[1].speed}.
 */
public final class Source {
  private static final Pattern LEADING_KEY = Pattern.compile("[a-z][a-z\\d.\\[\\]-]*(?=[ :])");
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

  private final Path file;
  private final Origins origins;
  private final ConfigObject values;
  private final ConfigObject reference;

  /**
   * @param values the resolved scenario, defaults filled in
   * @param reference the content of {@code application.conf}
   */
  Source(Path file, ConfigObject values, ConfigObject reference) {
    this.file = file;
    this.origins = new Origins(file);
    this.values = values;
    this.reference = reference;
  }

  /** The scenario file, as the user named it. */
  public Path file() {
    return file;
  }

  /** An error about the value of a key, or, where it has none, about the block it should be in. */
  public ScenarioException error(String key, String problem, String remedy) {
    return error(nearestOrigin(key), key, problem, remedy);
  }

  /**
   * The error with the file put before it, and the line of the key that its message begins with;
   * the error itself if it has its place already.
   */
  public ScenarioException located(ScenarioException failure) {
    if (failure.isPlaced()) {
      return failure;
    }
    String message = String.valueOf(failure.getMessage());
    Matcher key = LEADING_KEY.matcher(message);
    ConfigValue value = key.lookingAt() ? find(values, key.group()) : null;
    return origins.located(value == null ? null : value.origin(), failure);
  }

  /** An error about a value inside the block at {@code path}. */
  ScenarioException error(String path, InvalidValue invalid) {
    return error(Keys.child(path, invalid.key()), invalid.problem(), invalid.remedy());
  }

  ScenarioException error(
      @Nullable ConfigOrigin origin, String key, String problem, String remedy) {
    return origins.error(origin, key, problem, remedy);
  }

  /** Whether the scenario has another value for a key than {@code application.conf}. */
  boolean changes(String key) {
    ConfigValue value = find(values, key);
    return value != null && !value.equals(find(reference, key));
  }

  /** A source in which keys of a block have these values. */
  Source with(String block, Map<String, ConfigValue> changed) {
    Config config = values.toConfig();
    for (Map.Entry<String, ConfigValue> one : changed.entrySet()) {
      config = config.withValue(ConfigUtil.joinPath(block, one.getKey()), one.getValue());
    }
    return new Source(file, config.root(), reference);
  }

  /** The resolved scenario, defaults filled in. */
  ConfigObject values() {
    return values;
  }

  /** The content of {@code application.conf}. */
  ConfigObject reference() {
    return reference;
  }

  /** The keys that {@code application.conf} has in the block at this path. */
  Set<String> referenceKeys(String path) {
    ConfigValue block = find(reference, INDEX.matcher(path).replaceAll("[0]"));
    return block instanceof ConfigObject object ? new TreeSet<>(object.keySet()) : Set.of();
  }

  private @Nullable ConfigOrigin nearestOrigin(String key) {
    ConfigValue value = null;
    List<String> steps = steps(key);
    for (int length = steps.size(); value == null && length > 0; length--) {
      value = find(values, steps.subList(0, length));
    }
    return value == null ? null : value.origin();
  }

  private static @Nullable ConfigValue find(ConfigValue root, String key) {
    return find(root, steps(key));
  }

  private static @Nullable ConfigValue find(ConfigValue root, List<String> steps) {
    ConfigValue value = root;
    for (String step : steps) {
      if (value instanceof ConfigObject object) {
        value = object.get(step);
      } else if (value instanceof ConfigList list && step.matches("\\d{1,6}")) {
        int index = Integer.parseInt(step);
        value = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return value;
  }

  private static List<String> steps(String key) {
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(key);
    while (matcher.find()) {
      steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return steps;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Source source && values.equals(source.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
