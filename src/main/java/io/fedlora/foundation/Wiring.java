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
  public Wiring {
    List<Insertion> sorted = new ArrayList<>(insertions);
    sorted.sort(
        Comparator.comparing(Insertion::part)
            .thenComparing(Insertion::layer)
            .thenComparing(i -> i instanceof LowRank lowRank ? lowRank.linear().ordinal() : -1));
    insertions = List.copyOf(sorted);
  }

  /** The lowest layer with an insertion; below it all activations are constant. */
  public int lowestTrainableLayer() {
    return insertions.stream().mapToInt(Insertion::layer).min().orElse(architecture.layers());
  }

  /** The insertions of a layer, in canonical order. */
  public List<Insertion> at(int layer) {
    return insertions.stream().filter(i -> i.layer() == layer).toList();
  }

  /**
   * The names of all parts, insertions first in canonical order, the head's last if it is its own.
   */
  public List<String> parts() {
    return new ArrayList<>(layouts().keySet());
  }

  /**
   * The layout of every part. Within a part, layer by layer: first the A of all adapters that read
   * the layer's input, then their Bt; then A and Bt of each further linear. So what the step
   * program multiplies at once lies side by side.
   */
  public Map<String, Layout> layouts() {
    Map<String, Layout.Builder> builders = new LinkedHashMap<>();
    for (int layer = 0; layer < architecture.layers(); layer++) {
      List<LowRank> inputs = new ArrayList<>();
      List<LowRank> others = new ArrayList<>();
      for (Insertion insertion : at(layer)) {
        LowRank lowRank = (LowRank) insertion;
        (lowRank.linear().readsLayerInput() ? inputs : others).add(lowRank);
      }
      for (LowRank adapter : inputs) {
        addDown(builders, adapter);
      }
      for (LowRank adapter : inputs) {
        addUp(builders, adapter);
      }
      for (LowRank adapter : others) {
        addDown(builders, adapter);
        addUp(builders, adapter);
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

  private void addDown(Map<String, Layout.Builder> builders, LowRank adapter) {
    builders
        .computeIfAbsent(adapter.part(), part -> Layout.builder())
        .add(adapter.down(), adapter.rank(), architecture.inputs(adapter.linear()));
  }

  private void addUp(Map<String, Layout.Builder> builders, LowRank adapter) {
    builders
        .computeIfAbsent(adapter.part(), part -> Layout.builder())
        .add(adapter.up(), adapter.rank(), architecture.outputs(adapter.linear()));
  }
}
