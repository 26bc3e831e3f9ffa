package io.fedlora.scenario;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The defaults that go with a name, as {@link Named#defaults()} and {@link Preset#defaults()} give
 * them.
 *
 * @param values by key of the block
 */
record Defaults(ConfigObject values) {
  /** The defaults of a name, written as in a scenario. */
  static Defaults of(String name, String... lines) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setOriginDescription(Origins.ANNOTATION + name);
    return new Defaults(ConfigFactory.parseString(String.join("\n", lines), options).root());
  }

  /** These, and where they say nothing those of another name. */
  Defaults over(Defaults others) {
    return new Defaults(values.withFallback(others.values).toConfig().root());
  }

  /** Those of a block's keys that they decide, because the scenario itself does not. */
  Map<String, ConfigValue> deciding(ConfigObject block) {
    Map<String, ConfigValue> deciding = new LinkedHashMap<>();
    for (String key : new TreeSet<>(values.keySet())) {
      ConfigValue set = block.get(key);
      ConfigValue value = values.get(key);
      if (value != null && (set == null || Origins.isDefault(set))) {
        deciding.put(key, value);
      }
    }
    return deciding;
  }
}
