package io.fedlora.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

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
    return absolute(changed, "foundation", "model", true);
  }

  private ConfigObject absolute(ConfigObject values, String block, String key, boolean orName) {
    if (!(values.get(block) instanceof ConfigObject object)) {
      return values;
    }
    ConfigValue value = object.get(key);
    if (value == null || value.valueType() != ConfigValueType.STRING) {
      return values;
    }
    String text = Texts.of(value);
    // A model without a slash is a name, so that a folder that happens to be there changes nothing.
    boolean isName = orName && text.indexOf('/') < 0 && text.indexOf('\\') < 0;
    if (isName || text.equals("none")) {
      return values;
    }
    String path = locate(value, Keys.child(block, key), text).toString();
    ConfigValue found = ConfigValueFactory.fromAnyRef(path).withOrigin(value.origin());
    return values.withValue(block, object.withValue(key, found));
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
