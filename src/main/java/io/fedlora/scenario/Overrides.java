package io.fedlora.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values from the command line, as {@code rounds=5}. */
final class Overrides {
  private static final ConfigParseOptions OPTIONS =
      ConfigParseOptions.defaults().setOriginDescription(Origins.COMMAND_LINE);

  // Characters that begin a structure; text without them is taken as it is, so that gpu:0 or a
  // path needs no quotes inside the shell's own.
  private static final String STRUCTURE = "[^{}\\[\\]\"$\\n\\r]+";

  private final Origins origins;

  private Overrides(Origins origins) {
    this.origins = origins;
  }

  /**
   * All overrides as one configuration; of two for one key the later holds.
   *
   * @throws ScenarioException if one is not {@code key=value}
   */
  static Config parse(Origins origins, List<String> overrides) {
    Config all = ConfigFactory.empty(Origins.COMMAND_LINE);
    for (String override : overrides) {
      Config one = new Overrides(origins).parseOne(override);
      all = WholeDistributions.above(one, one.root(), all);
    }
    return all;
  }

  private Config parseOne(String override) {
    int equals = override.indexOf('=');
    String key = equals < 0 ? override : override.substring(0, equals).strip();
    if (equals < 0 || !isPath(key)) {
      throw bad(override, "expected key=value");
    }
    String text = override.substring(equals + 1).strip();
    ConfigValue value = hocon(text);
    if (value == null && text.matches(STRUCTURE)) {
      value = ConfigValueFactory.fromAnyRef(text, Origins.COMMAND_LINE);
    }
    if (value == null) {
      throw bad(override, "the value is not HOCON");
    }
    return value.atPath(key);
  }

  private static boolean isPath(String key) {
    try {
      return !ConfigUtil.splitPath(key).isEmpty();
    } catch (ConfigException notAPath) {
      return false;
    }
  }

  private static @Nullable ConfigValue hocon(String text) {
    try {
      ConfigObject parsed = ConfigFactory.parseString("v = " + text, OPTIONS).root();
      return parsed.size() == 1 ? parsed.get("v") : null;
    } catch (ConfigException notHocon) {
      return null;
    }
  }

  private ScenarioException bad(String override, String problem) {
    return origins.error(
        ConfigFactory.empty(Origins.COMMAND_LINE).origin(),
        override,
        problem,
        "write for example rounds=5 or server.deadline=30s");
  }
}
