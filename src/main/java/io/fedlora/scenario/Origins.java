package io.fedlora.scenario;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says where in which file a value stands, and words every error about it. */
final class Origins {
  /** The origin of values that the scenario leaves to {@code application.conf}. */
  static final String DEFAULTS = "application.conf";

  /** The origin of values given as {@code key=value}. */
  static final String COMMAND_LINE = "command line";

  /** What the origins of values of a ready-made fleet begin with. */
  static final String PROFILE = "fleet profile ";

  /** What the origins of values from {@link Default} begin with. */
  static final String ANNOTATION = "default of ";

  private final Path file;

  Origins(Path file) {
    this.file = file;
  }

  /** An error about the value from there; {@code key} may be empty for the file as a whole. */
  ScenarioException error(
      @Nullable ConfigOrigin origin, String key, String problem, String remedy) {
    String subject = key.isEmpty() ? "" : key + ": ";
    String advice = remedy.isEmpty() ? "" : "; " + remedy;
    return ScenarioException.placed(
        oneLine(where(origin) + ": " + subject + problem + advice), null);
  }

  /** The error that reading HOCON ended in. */
  ScenarioException error(ConfigException failure, String remedy) {
    String reason = String.valueOf(failure.getMessage());
    ConfigOrigin origin = failure.origin();
    if (origin != null && reason.startsWith(origin.description() + ": ")) {
      reason = reason.substring(origin.description().length() + 2);
    }
    // The library's own advice, which fits few cases, gives way to ours.
    reason = reason.replaceFirst("(?s) \\((if you intended|JSON does not) .*", "");
    String advice = remedy.isEmpty() ? "" : "; " + remedy;
    return ScenarioException.placed(
        oneLine(where(origin) + ": " + reason.strip() + advice), failure);
  }

  /** Whether the value, or all of it, is a default and not the scenario's. */
  static boolean isDefault(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object.values().stream().allMatch(Origins::isDefault);
    }
    if (value instanceof ConfigList list && !list.isEmpty()) {
      return list.stream().allMatch(Origins::isDefault);
    }
    return comesFrom(value.origin(), DEFAULTS)
        || comesFrom(value.origin(), ANNOTATION)
        || comesFrom(value.origin(), PROFILE);
  }

  /** The place and the words of an error that did not know its place. */
  ScenarioException located(@Nullable ConfigOrigin origin, ScenarioException failure) {
    return ScenarioException.placed(oneLine(where(origin) + ": " + failure.getMessage()), failure);
  }

  private String where(@Nullable ConfigOrigin origin) {
    if (origin == null) {
      return file.toString();
    }
    if (comesFrom(origin, COMMAND_LINE)) {
      return file + " (command line)";
    }
    if (comesFrom(origin, DEFAULTS)) {
      return file + " (default, " + DEFAULTS + line(origin) + ")";
    }
    if (comesFrom(origin, PROFILE)) {
      return file + " (" + origin.description() + ")";
    }
    if (comesFrom(origin, ANNOTATION)) {
      return file + " (" + origin.description().replaceFirst(": \\d+$", "") + ")";
    }
    String name = origin.filename();
    if (name == null) {
      boolean here = origin.description().startsWith(file.toString());
      return here ? file + line(origin) : file.toString();
    }
    if (Path.of(name).equals(file)) {
      return file + line(origin);
    }
    return name + line(origin) + " (included by " + file + ")";
  }

  /** What a damaged or foreign file holds must not break up the message. */
  private static String oneLine(String message) {
    return message.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String line(ConfigOrigin origin) {
    return origin.lineNumber() < 0 ? "" : ":" + origin.lineNumber();
  }

  private static boolean comesFrom(ConfigOrigin origin, String source) {
    return origin.filename() == null && origin.description().startsWith(source);
  }
}
