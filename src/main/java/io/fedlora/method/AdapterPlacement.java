package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.PlacementOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts low-rank adapters where a scenario wants them, and draws what they start from: A uniform in
 * ±init-scale/√inputs, B zero (algorithms reference 1.1), the head uniform in ±1/√width.
 */
final class AdapterPlacement {
  /** The part that holds the head, whoever owns it. */
  static final String HEAD = "head";

  private final Setting setting;
  private final PlacementOptions options;
  private final Set<Linear> targets;
  private final List<Integer> layers;

  AdapterPlacement(Setting setting, PlacementOptions options) {
    this.setting = setting;
    this.options = options;
    this.targets = EnumSet.noneOf(Linear.class);
    options.targets().forEach(name -> targets.add(linear(name)));
    this.layers = options.layers().of(setting.architecture().layers());
  }

  private static Linear linear(String name) {
    return Arrays.stream(Linear.values())
        .filter(linear -> linear.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "targets",
                    "no linear of a layer is called " + name,
                    "choose from "
                        + Arrays.stream(Linear.values())
                            .map(Linear::key)
                            .collect(Collectors.joining(", "))));
  }

  /** One adapter on every chosen linear of every chosen layer, all in one part. */
  List<Insertion> adapters(String part, AdapterOptions size) {
    List<Insertion> adapters = new ArrayList<>();
    for (int layer : layers) {
      for (Linear linear : targets) {
        adapters.add(new LowRank(part, layer, linear, size.rank(), size.scale()));
      }
    }
    return adapters;
  }

  /** These insertions with a head behind them. */
  Wiring wiring(List<Insertion> insertions) {
    return new Wiring(
        setting.architecture(), insertions, new Head(HEAD, setting.classes()), setting.pooling());
  }

  /** What an adapter part starts from. */
  Part initialAdapter(Wiring wiring, String part, RandomStream stream) {
    return initial(wiring, part, stream, options.initScale());
  }

  /** What the head starts from, for everyone the same. */
  Part initialHead(Wiring wiring) {
    return initial(wiring, HEAD, RandomStream.of(setting.seed(), "init-head"), 1);
  }

  private static Part initial(Wiring wiring, String part, RandomStream stream, double scale) {
    Layout layout = wiring.layout(part);
    float[] values = new float[layout.size()];
    for (Entry entry : layout.entries()) {
      if (entry.name().endsWith(".A") || entry.name().endsWith(".weight")) {
        double bound = scale / Math.sqrt(entry.shape().get(1));
        for (int i = 0; i < entry.size(); i++) {
          values[entry.offset() + i] = (float) (bound * (2 * stream.nextDouble() - 1));
        }
      }
    }
    return new Part(part, layout, values);
  }
}
