package io.fedlora.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a scenario file over the defaults of {@code application.conf}. */
public final class ScenarioFile {
  private static final String HOCON_REMEDY =
      "close every brace; text that holds any of $ \" { } [ ] : = , + # ` ^ ? ! @ * & \\ is put in"
          + " double quotes";

  private ScenarioFile() {}

  /**
   * The scenario of a file.
   *
   * @param overrides as {@code rounds=5}, from the command line; later ones win
   * @throws ScenarioException if the file is missing or not HOCON, or a value will not do
   */
  public static Scenario load(Path file, List<String> overrides) {
    Origins origins = new Origins(file);
    if (!Files.isRegularFile(file)) {
      String found = Files.exists(file) ? "is not a file" : "no such file";
      throw origins.error(null, "", found, "name a scenario file, as scenarios/quickstart.conf");
    }
    return resolve(file, overrides, options -> ConfigFactory.parseFile(file.toFile(), options));
  }

  /**
   * The scenario of a text, for tests and generated scenarios.
   *
   * @param name what errors call the text; relative paths in it start at the name's folder
   * @throws ScenarioException as {@link #load}
   */
  public static Scenario parse(String name, String text, List<String> overrides) {
    return resolve(
        Path.of(name),
        overrides,
        options -> ConfigFactory.parseString(text, options.setOriginDescription(name)));
  }

  /** The scenario that {@code application.conf} alone describes. */
  public static Scenario defaults() {
    return parse("defaults", "", List.of());
  }

  private interface Parser {
    Config parse(ConfigParseOptions options);
  }

  private static Scenario resolve(Path file, List<String> overrides, Parser parser) {
    Origins origins = new Origins(file);
    ConfigObject reference = Reference.load();
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setAllowMissing(false)
            .setIncluder(new Includes(origins, file));
    ConfigObject values;
    try {
      Config commanded = Overrides.parse(origins, overrides);
      Config written = WholeDistributions.above(commanded, commanded.root(), parser.parse(options));
      ConfigObject all = written.withFallback(reference).resolve().root();
      Config fleet = profile(origins, all).toConfig();
      values =
          WholeDistributions.above(written, all, fleet).withFallback(reference).resolve().root();
    } catch (ConfigException.UnresolvedSubstitution failure) {
      throw origins.error(failure, "set that key, or write ${?key} if it may be absent");
    } catch (ConfigException.Parse failure) {
      throw origins.error(failure, HOCON_REMEDY);
    } catch (ConfigException failure) {
      throw origins.error(failure, "");
    }
    values = Reference.fillLists(values, reference);
    values = new PathKeys(origins, file).makeAbsolute(values);
    return new Binder(new Source(file, values, reference)).bind(Scenario.class, values, "");
  }

  /** The ready-made fleet that the scenario begins from, as a block {@code fleet}. */
  private static ConfigObject profile(Origins origins, ConfigObject values) {
    ConfigValue value =
        values.get("fleet") instanceof ConfigObject fleet ? fleet.get("profile") : null;
    String name = value == null ? "uniform" : Texts.described(value);
    if (value != null && value.valueType() == ConfigValueType.STRING) {
      name = Texts.of(value);
    }
    if (!FleetProfiles.NAMES.contains(name)) {
      throw origins.error(
          value == null ? null : value.origin(),
          "fleet.profile",
          "unknown fleet " + name,
          "write one of " + String.join(", ", FleetProfiles.NAMES));
    }
    return FleetProfiles.load(name).atKey("fleet").root();
  }
}
