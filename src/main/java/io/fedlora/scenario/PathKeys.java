package io.fedlora.scenario;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The keys whose values are paths. A relative one is looked for in the scenario's folder, then in
 * the working directory, and made absolute, so that the resolved scenario means the same from
 * anywhere.
 */
final class PathKeys {
  private final Origins origins;
  private final Path folder;

  PathKeys(Origins origins, Path file) {
    this.origins = origins;
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? file.toAbsolutePath() : parent;
  }

  /** The scenario with absolute paths. */
  ConfigObject makeAbsolute(ConfigObject values) {
    ConfigObject changed = absolute(values, "corpus", "file", false);
    changed = absolute(changed, "corpus", "test-file", false);
    changed = absolute(changed, "foundation", "model", true);
    changed = absolute(changed, "foundation", "adapter", false);
    if (changed.get("fleet") instanceof ConfigObject fleet) {
      changed = changed.withValue("fleet", tracesAbsolute(fleet, "fleet"));
    }
    return changed;
  }

  /** Blocks inside the fleet, wherever they stand, name traces by {@code file}. */
  private ConfigObject tracesAbsolute(ConfigObject block, String path) {
    ConfigObject changed = absoluteIn(block, path, "file", false);
    for (String key : new TreeSet<>(block.keySet())) {
      ConfigValue value = block.get(key);
      if (value instanceof ConfigObject nested) {
        changed = changed.withValue(key, tracesAbsolute(nested, Keys.child(path, key)));
      } else if (value instanceof ConfigList list) {
        changed = changed.withValue(key, tracesAbsolute(list, Keys.child(path, key)));
      }
    }
    return changed;
  }

  private ConfigValue tracesAbsolute(ConfigList list, String path) {
    List<ConfigValue> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ConfigValue element = list.get(i);
      elements.add(
          element instanceof ConfigObject nested
              ? tracesAbsolute(nested, Keys.element(path, i)).withOrigin(element.origin())
              : element);
    }
    return ConfigValueFactory.fromIterable(elements).withOrigin(list.origin());
  }

  private ConfigObject absolute(ConfigObject values, String block, String key, boolean orName) {
    return values.get(block) instanceof ConfigObject object
        ? values.withValue(block, absoluteIn(object, block, key, orName))
        : values;
  }

  private ConfigObject absoluteIn(ConfigObject block, String path, String key, boolean orName) {
    ConfigValue value = block.get(key);
    if (value == null || value.valueType() != ConfigValueType.STRING) {
      return block;
    }
    String text = Texts.of(value);
    // A model without a slash is a name, so that a folder that happens to be there changes nothing.
    boolean isName = orName && text.indexOf('/') < 0 && text.indexOf('\\') < 0;
    if (isName || text.equals("none")) {
      return block;
    }
    String located = locate(value, Keys.child(path, key), text).toString();
    return block.withValue(key, ConfigValueFactory.fromAnyRef(located).withOrigin(value.origin()));
  }

  private Path locate(ConfigValue value, String key, String text) {
    try {
      Path besides = folder.resolve(text).normalize();
      Path here = Path.of(text).toAbsolutePath().normalize();
      if (Files.exists(besides)) {
        return besides;
      }
      if (Files.exists(here)) {
        return here;
      }
      String looked = besides.equals(here) ? besides.toString() : besides + " and " + here;
      throw origins.error(
          value.origin(),
          key,
          "no such file or folder: " + text,
          "looked for " + looked + "; relative paths start at the scenario's folder");
    } catch (InvalidPathException failure) {
      throw origins.error(
          value.origin(), key, "is not a path: " + text, "write the path of a file");
    }
  }
}
