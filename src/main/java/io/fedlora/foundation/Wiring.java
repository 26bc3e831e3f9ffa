package io.fedlora.foundation;

import io.fedlora.adapter.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How trainable parts are put into the frozen encoder: which insertions sit where, and which part
 * is the head. Two clients with the same wiring share one compiled program.
 *
 * @param architecture of the frozen encoder
 * @param insertions in canonical order: by part, layer, linear
 * @param head the classification head
 * @param pooling what the head reads
 */
public record Wiring(
    Architecture architecture, List<Insertion> insertions, Head head, Pooling pooling) {
  private static final Comparator<Insertion> CANONICAL =
      Comparator.comparing(Wiring::firstPart)
          .thenComparing(Insertion::layer)
          .thenComparing(Insertion::place)
          .thenComparing(insertion -> insertion.getClass().getSimpleName())
          .thenComparing(Wiring::rest);

  public Wiring {
    List<Insertion> sorted = new ArrayList<>(insertions);
    sorted.sort(CANONICAL);
    insertions = List.copyOf(sorted);
  }

  private static String firstPart(Insertion insertion) {
    if (insertion instanceof LowRank adapter) {
      return adapter.downPart();
    }
    if (insertion instanceof ExpertMixture mixture) {
      return mixture.gatePart();
    }
    if (insertion instanceof Bottleneck bottleneck) {
      return bottleneck.part();
    }
    return insertion instanceof PrefixTokens prefix
        ? prefix.part()
        : ((WeightDelta) insertion).part();
  }

  /** Tells apart what the other criteria do not: several deltas of one place. */
  private static String rest(Insertion insertion) {
    return insertion instanceof WeightDelta delta ? delta.entry() : "";
  }

  /**
   * The lowest layer with an insertion, below which all activations are constant; {@link
   * Insertion#EMBEDDINGS} if nothing is.
   */
  public int lowestTrainableLayer() {
    return insertions.stream().mapToInt(Insertion::layer).min().orElse(architecture.layers());
  }

  /** The lowest layer that is computed anew in every step. */
  public int lowestComputedLayer() {
    return Math.max(0, lowestTrainableLayer());
  }

  /** The insertions of a layer, in canonical order. */
  public List<Insertion> at(int layer) {
    return insertions.stream().filter(i -> i.layer() == layer).toList();
  }

  /** The insertions of one kind in a layer, in canonical order. */
  public <T extends Insertion> List<T> at(int layer, Class<T> kind) {
    return at(layer).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * The names of all parts, insertions first in canonical order, the head's last if it is its own.
   */
  public List<String> parts() {
    return new ArrayList<>(layouts().keySet());
  }

  /**
   * The layout of every part. Within a part, layer by layer: first the A of all low-rank adapters
   * that read the layer's input, then their Bt; then A and Bt of each further linear; then the
   * arrays of all other insertions. So what the step program multiplies at once lies side by side.
   */
  public Map<String, Layout> layouts() {
    Map<String, Layout.Builder> builders = new LinkedHashMap<>();
    for (int layer = Insertion.EMBEDDINGS; layer < architecture.layers(); layer++) {
      List<LowRank> inputs = new ArrayList<>();
      List<Insertion> others = new ArrayList<>();
      for (Insertion insertion : at(layer)) {
        if (insertion instanceof LowRank adapter && adapter.linear().readsLayerInput()) {
          inputs.add(adapter);
        } else {
          others.add(insertion);
        }
      }
      inputs.forEach(adapter -> add(builders, adapter.downArray(architecture)));
      inputs.forEach(adapter -> add(builders, adapter.upArray(architecture)));
      for (Insertion insertion : others) {
        insertion.arrays(architecture).forEach(array -> add(builders, array));
      }
    }
    Layout.Builder headBuilder = builders.computeIfAbsent(head.part(), part -> Layout.builder());
    headBuilder.add("head.weight", head.classes(), architecture.width());
    headBuilder.add("head.bias", head.classes());
    Map<String, Layout> layouts = new LinkedHashMap<>();
    builders.forEach((part, builder) -> layouts.put(part, builder.build()));
    return layouts;
  }

  /**
   * The layout of one part.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Layout layout(String part) {
    Layout layout = layouts().get(part);
    if (layout == null) {
      throw new IllegalArgumentException("no part " + part + " among " + parts());
    }
    return layout;
  }

  private static void add(Map<String, Layout.Builder> builders, TrainableArray array) {
    builders
        .computeIfAbsent(array.part(), part -> Layout.builder())
        .add(array.name(), array.shape().stream().mapToInt(Integer::intValue).toArray());
  }
}
