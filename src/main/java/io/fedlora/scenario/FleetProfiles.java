package io.fedlora.scenario;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ready-made fleets, {@code fleet.profile}: each is a file of keys of the {@code fleet} block,
 * which stand between {@code application.conf} and the scenario. A new one is a file and a name
 * here.
 */
final class FleetProfiles {
  /** Their names. */
  static final List<String> NAMES = List.of("uniform", "phones", "edge-mix", "hospital-silos");

  private FleetProfiles() {}

  /** The keys of a profile that there is. */
  static ConfigObject load(String name) {
    String resource = "/io/fedlora/fleet/" + name + ".conf";
    try (InputStream stream = FleetProfiles.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      ConfigParseOptions options =
          ConfigParseOptions.defaults().setOriginDescription(Origins.PROFILE + name);
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigFactory.parseString(text, options).root();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
