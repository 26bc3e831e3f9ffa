package io.fedlora.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.Set;

/** Reads a {@link Distribution}: a bare value, or a block that says which and with what. */
final class DistributionReader {
  /** The key by which a block says which distribution it is. */
  static final String KIND = "distribution";

  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "constant", Set.of(KIND, "value"),
          "uniform", Set.of(KIND, "min", "max"),
          "log-normal", Set.of(KIND, "median", "sigma"),
          "trace", Set.of(KIND, "file", "column"));

  private final ValueReader reader;
  private final Source source;
  private final Measured.Unit unit;

  DistributionReader(ValueReader reader, Source source, Measured.Unit unit) {
    this.reader = reader;
    this.source = source;
    this.unit = unit;
  }

  Distribution read(ConfigValue value, String key) {
    if (!(value instanceof ConfigObject block)) {
      return new Distribution.Constant(measured(value));
    }
    String kind = (String) part(block, key, KIND, String.class);
    Set<String> keys = KEYS.get(kind);
    if (keys == null) {
      throw source.error(
          Keys.child(key, KIND),
          "unknown distribution " + kind,
          "the nearest known one is " + NearestName.to(kind, KEYS.keySet()).orElse(""));
    }
    new UnknownKeys(source).reject(block, key, keys);
    return switch (kind) {
      case "uniform" -> new Distribution.Uniform(at(block, key, "min"), at(block, key, "max"));
      case "log-normal" ->
          new Distribution.LogNormal(
              at(block, key, "median"), (double) part(block, key, "sigma", double.class));
      case "trace" ->
          new Distribution.Trace(
              ColumnFile.read(
                  (String) part(block, key, "file", String.class),
                  (String) part(block, key, "column", String.class)));
      default -> new Distribution.Constant(at(block, key, "value"));
    };
  }

  private double at(ConfigObject block, String path, String key) {
    ConfigValue value = block.get(key);
    if (value == null) {
      throw missing(block, path, key);
    }
    try {
      return measured(value);
    } catch (InvalidValue invalid) {
      throw source.error(
          value.origin(), Keys.child(path, key), invalid.problem(), invalid.remedy());
    }
  }

  private Object part(ConfigObject block, String path, String key, Class<?> type) {
    ConfigValue value = block.get(key);
    if (value == null) {
      throw missing(block, path, key);
    }
    return reader.read(type, value, Keys.child(path, key), unit);
  }

  private ScenarioException missing(ConfigObject block, String path, String key) {
    return source.error(
        block.origin(),
        Keys.child(path, key),
        "is required and not set",
        "write for example { distribution = uniform, min = 1, max = 2 }");
  }

  private double measured(ConfigValue value) {
    if ("inf".equals(value.unwrapped())) {
      return Double.POSITIVE_INFINITY;
    }
    return switch (unit) {
      case PLAIN -> Scalars.number(value);
      case SECONDS -> Quantities.nanos(Scalars.text(value, "30s")) / 1e9;
      case BYTES -> Quantities.bytes(Scalars.text(value, "1MiB"));
    };
  }
}
