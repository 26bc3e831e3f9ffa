package io.fedlora.method;

import io.fedlora.adapter.Part;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Bottleneck;
import io.fedlora.foundation.FrozenWeight;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Place;
import io.fedlora.foundation.PrefixTokens;
import io.fedlora.foundation.WeightDelta;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.BottleneckOptions;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Layers;
import io.fedlora.scenario.PlacementOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts what is trained where a scenario wants it, and draws what it starts from ({@link
 * InitialValues}).
 */
final class AdapterPlacement {
  /** The part that holds the head, whoever owns it. */
  static final String HEAD = "head";

  private final Setting setting;
  private final Set<Linear> targets;
  private final List<Integer> layers;
  private final InitialValues initial;

  AdapterPlacement(Setting setting, PlacementOptions options) {
    this(setting, options.layers(), linears(options.targets()), options.initScale(), 0);
  }

  private AdapterPlacement(
      Setting setting, Layers layers, Set<Linear> targets, double scale, double deviation) {
    this(
        setting,
        layers.of(setting.architecture().layers()),
        targets,
        new InitialValues(scale, deviation));
  }

  private AdapterPlacement(
      Setting setting, List<Integer> layers, Set<Linear> targets, InitialValues initial) {
    this.setting = setting;
    this.layers = layers;
    this.targets = targets;
    this.initial = initial;
    requireThere(setting.architecture());
  }

  /** For what is not put on linears of choice. */
  static AdapterPlacement on(Setting setting, Layers layers, double deviation) {
    requireEncoder(setting);
    return new AdapterPlacement(setting, layers, EnumSet.noneOf(Linear.class), 1, deviation);
  }

  /** Refuses a model that has no layers, for methods that put more into them than adapters. */
  static void requireEncoder(Setting setting) {
    if (setting.architecture().isLinear()) {
      throw new InvalidValue(
          "name",
          "the method is for encoders, and the model is a single linear",
          "choose a method of low-rank adapters");
    }
  }

  /** The same places, other starting values of bottlenecks and prefixes. */
  AdapterPlacement withDeviation(double deviation) {
    return new AdapterPlacement(
        setting, layers, targets, new InitialValues(initial.scale(), deviation));
  }

  private static Set<Linear> linears(List<String> names) {
    Set<Linear> linears = EnumSet.noneOf(Linear.class);
    names.forEach(name -> linears.add(linear(name)));
    return linears;
  }

  private void requireThere(Architecture architecture) {
    if (!targets.stream().allMatch(architecture::has)) {
      throw new InvalidValue(
          "targets",
          "the model is a single linear, called "
              + Linear.QUERY.key()
              + ", found "
              + targets.stream().map(Linear::key).toList(),
          "write targets = [" + Linear.QUERY.key() + "]");
    }
  }

  /** The linear of that name. */
  static Linear linear(String name) {
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
    return adapters(part, part, size.rank(), size.scale(), false);
  }

  /**
   * The same with A and B in parts of their own.
   *
   * @param down the part of every A
   * @param up the part of every B
   * @param detached whether no gradient flows back through them
   */
  List<Insertion> adapters(String down, String up, int rank, double scale, boolean detached) {
    List<Insertion> adapters = new ArrayList<>();
    for (int layer : layers) {
      for (Linear linear : targets) {
        adapters.add(new LowRank(down, up, layer, linear, rank, scale, detached));
      }
    }
    return adapters;
  }

  /** A bottleneck of a scale behind every linear that the options name, in every chosen layer. */
  List<Insertion> bottlenecks(String part, BottleneckOptions size, double scale) {
    List<Insertion> bottlenecks = new ArrayList<>();
    for (int layer : layers) {
      for (Linear linear : linears(size.bottleneckPlaces())) {
        bottlenecks.add(
            new Bottleneck(
                part,
                layer,
                linear,
                size.bottleneck(),
                scale,
                Bottleneck.Activation.valueOf(size.activation().name())));
      }
    }
    return bottlenecks;
  }

  private static List<Linear> linears(BottleneckOptions.Places places) {
    return switch (places) {
      case BOTH -> List.of(Linear.ATTENTION_OUTPUT, Linear.OUTPUT);
      case ATTENTION -> List.of(Linear.ATTENTION_OUTPUT);
      case FEED_FORWARD -> List.of(Linear.OUTPUT);
    };
  }

  /** A prefix in every chosen layer. */
  List<Insertion> prefixes(String part, int tokens) {
    List<Insertion> prefixes = new ArrayList<>();
    layers.forEach(layer -> prefixes.add(new PrefixTokens(part, layer, tokens)));
    return prefixes;
  }

  /** A difference on each of these arrays in every chosen layer, and on those below all layers. */
  List<Insertion> deltas(String part, Predicate<FrozenWeight> which) {
    List<Insertion> deltas = new ArrayList<>();
    for (FrozenWeight weight : FrozenWeight.values()) {
      if (!which.test(weight)) {
        continue;
      }
      if (weight.place() == Place.EMBEDDINGS) {
        deltas.add(new WeightDelta(part, Insertion.EMBEDDINGS, weight));
      } else {
        layers.forEach(layer -> deltas.add(new WeightDelta(part, layer, weight)));
      }
    }
    return deltas;
  }

  /** These insertions with a head behind them. */
  Wiring wiring(List<Insertion> insertions) {
    return new Wiring(
        setting.architecture(), insertions, new Head(HEAD, setting.classes()), setting.pooling());
  }

  /** What an adapter part starts from that is the same for everyone. */
  Part initialAdapter(Wiring wiring, String part) {
    return initialAdapter(wiring, part, RandomStream.of(setting.seed(), "init-common"));
  }

  /** What an adapter part starts from by draws of a stream. */
  Part initialAdapter(Wiring wiring, String part, RandomStream stream) {
    return initial.draw(wiring, part, stream);
  }

  /** What an adapter part starts from that is a client's own. */
  Part initialOwn(Wiring wiring, String part, int client) {
    return initialAdapter(wiring, part, RandomStream.of(setting.seed(), "init-private", client));
  }

  /** What the head starts from, for everyone the same. */
  Part initialHead(Wiring wiring) {
    return new InitialValues(1, 0).draw(wiring, HEAD, RandomStream.of(setting.seed(), "init-head"));
  }
}
