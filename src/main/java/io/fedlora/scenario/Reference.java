package io.fedlora.scenario;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The defaults: what {@code application.conf} says. */
final class Reference {
  private static final String RESOURCE = "/io/fedlora/application.conf";

  private Reference() {}

  /** Read once: those who draw scenarios by the thousand ask for it as often. */
  private static final class Loaded {
    private static final ConfigObject DEFAULTS = parse();

    private static ConfigObject parse() {
      ConfigParseOptions options =
          ConfigParseOptions.defaults().setOriginDescription(Origins.DEFAULTS);
      return ConfigFactory.parseString(text(), options).root();
    }
  }

  /** Every key with its default. */
  static ConfigObject load() {
    return Loaded.DEFAULTS;
  }

  /** The file itself. */
  static String text() {
    try (InputStream stream = Reference.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Completes lists of blocks: where {@code application.conf} has a list whose first element is a
   * block, each block of the scenario's list takes from it what it leaves out. HOCON itself
   * replaces lists as a whole.
   */
  static ConfigObject fillLists(ConfigObject values, ConfigObject reference) {
    ConfigObject filled = values;
    for (String key : new TreeSet<>(reference.keySet())) {
      ConfigValue value = values.get(key);
      ConfigValue template = reference.get(key);
      if (value instanceof ConfigObject nested && template instanceof ConfigObject block) {
        filled = filled.withValue(key, fillLists(nested, block));
      } else if (value instanceof ConfigList list
          && template instanceof ConfigList templates
          && !templates.isEmpty()
          && templates.get(0) instanceof ConfigObject block) {
        filled = filled.withValue(key, fillList(list, block));
      }
    }
    return filled;
  }

  private static ConfigValue fillList(ConfigList list, ConfigObject block) {
    List<ConfigValue> elements = new ArrayList<>();
    for (ConfigValue element : list) {
      elements.add(
          element instanceof ConfigObject object
              ? fillLists(object.withFallback(block), block).withOrigin(element.origin())
              : element);
    }
    return ConfigValueFactory.fromIterable(elements).withOrigin(list.origin());
  }
}
