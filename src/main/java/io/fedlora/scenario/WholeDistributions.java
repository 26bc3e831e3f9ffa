package io.fedlora.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts one layer of values above another so that a block which names its {@code distribution}
 * replaces the one below it. HOCON would merge the two, and a uniform {@code downtime} above a
 * log-normal one would be left with a median.
 */
final class WholeDistributions {
  private WholeDistributions() {}

  /** The values of {@code upper} with those of {@code lower} where it has none. */
  static Config above(Config upper, ConfigObject resolvedUpper, Config lower) {
    Config layers = upper;
    for (String path : paths(resolvedUpper, List.of())) {
      // A fallback that is no block ends the merging at its key.
      layers =
          layers.withFallback(
              ConfigFactory.empty().withValue(path, ConfigValueFactory.fromAnyRef(null)));
    }
    return layers.withFallback(lower);
  }

  private static List<String> paths(ConfigObject block, List<String> above) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
      if (entry.getValue() instanceof ConfigObject inner) {
        List<String> path = new ArrayList<>(above);
        path.add(entry.getKey());
        if (inner.containsKey(DistributionReader.KIND)) {
          found.add(ConfigUtil.joinPath(path));
        } else {
          found.addAll(paths(inner, path));
        }
      }
    }
    return found;
  }
}
