package io.fedlora.scenario;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Files that a scenario includes: only files, looked for beside the including one, and a missing
 * one is an error, where HOCON would read nothing in its place.
 */
final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private static final String REMEDY = "write for example include \"fleet.conf\"";

  private final Origins origins;

  // The file being read on top, below it those that include it.
  private final Deque<Path> reading = new ArrayDeque<>();

  Includes(Origins origins, Path file) {
    this.origins = origins;
    reading.push(file);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    Path included = reading.element().resolveSibling(what);
    if (!Files.isRegularFile(included)) {
      throw refused(what, "included file " + included + " does not exist", REMEDY);
    }
    if (reading.contains(included)) {
      throw refused(what, "file " + included + " includes itself", "take the include out");
    }
    reading.push(included);
    ConfigObject content =
        ConfigFactory.parseFile(included.toFile(), context.parseOptions().setAllowMissing(false))
            .root();
    reading.pop();
    return content;
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refused(what.toString(), "only files can be included, found " + what, REMEDY);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refused(what, "only files can be included, found resource " + what, REMEDY);
  }

  private ScenarioException refused(String what, String problem, String remedy) {
    return origins.error(origin(what), "", problem, remedy);
  }

  /** HOCON does not tell an includer the line of the statement, so it is looked for. */
  private ConfigOrigin origin(String what) {
    ConfigOrigin origin = ConfigOriginFactory.newFile(reading.element().toString());
    try {
      List<String> lines = Files.readAllLines(reading.element());
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).strip().startsWith("include") && lines.get(i).contains(what)) {
          return origin.withLineNumber(i + 1);
        }
      }
    } catch (IOException unreadable) {
      return origin;
    }
    return origin;
  }
}
