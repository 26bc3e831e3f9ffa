package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.ExpertMixture;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The models of {@link FedFmsl}: on which layers experts sit, each block a part of its own, and how
 * a global and a local one are mixed by a gate.
 */
final class ExpertBlocks {
  static final String EXPERT = "expert-";
  static final String GATE = "gate-";
  static final String LOCAL = "local-";
  static final String LOCAL_HEAD = "local-head";

  private final AdapterPlacement placement;
  private final AdapterOptions expert;
  private final Setting setting;

  ExpertBlocks(AdapterPlacement placement, AdapterOptions expert, Setting setting) {
    this.placement = placement;
    this.expert = expert;
    this.setting = setting;
  }

  /** Adapted layers from the top down. */
  List<Integer> layers() {
    return placement.adapters(EXPERT, expert).stream()
        .map(Insertion::layer)
        .distinct()
        .sorted((one, other) -> other - one)
        .toList();
  }

  /** The experts on these layers, in parts of their own. */
  private List<LowRank> blocks(String prefix, List<Integer> on) {
    List<LowRank> blocks = new ArrayList<>();
    for (Insertion one : placement.adapters(prefix, expert)) {
      LowRank block = (LowRank) one;
      if (on.contains(block.layer())) {
        blocks.add(
            new LowRank(
                prefix + block.layer(),
                block.layer(),
                block.linear(),
                block.rank(),
                block.scale()));
      }
    }
    return blocks;
  }

  /** The model of the first stage: the global expert alone. */
  Wiring global(List<Integer> on) {
    return placement.wiring(List.copyOf(blocks(EXPERT, on)));
  }

  /** The model of the second stage: global and local expert, mixed by the gate. */
  Wiring mixture(List<Integer> on) {
    List<LowRank> global = blocks(EXPERT, on);
    List<LowRank> local = blocks(LOCAL, on);
    List<Insertion> mixtures =
        IntStream.range(0, global.size())
            .<Insertion>mapToObj(
                i ->
                    new ExpertMixture(
                        GATE + global.get(i).layer(), List.of(global.get(i), local.get(i))))
            .toList();
    return new Wiring(
        setting.architecture(),
        mixtures,
        new Head(LOCAL_HEAD, setting.classes()),
        setting.pooling());
  }

  /**
   * The parts of a mixture. A local expert that has not been trained is a copy of the global one,
   * so that the mixture is the global expert whatever the gate; likewise the head. What a client
   * has lost is zero.
   */
  static State start(Wiring mixture, State from) {
    List<Part> parts = new ArrayList<>();
    for (String name : mixture.parts()) {
      String source = name;
      if (!from.has(name)) {
        source =
            name.equals(LOCAL_HEAD)
                ? AdapterPlacement.HEAD
                : EXPERT + name.substring(LOCAL.length());
      }
      Layout layout = mixture.layout(name);
      parts.add(
          from.has(source) ? laidOut(from.part(source), name, layout) : Part.zeros(name, layout));
    }
    return State.of(parts);
  }

  /** The arrays of a part under another name and in another order. */
  private static Part laidOut(Part part, String name, Layout layout) {
    float[] values = new float[layout.size()];
    for (Entry entry : layout.entries()) {
      int from = part.layout().entry(entry.name()).offset();
      System.arraycopy(part.values(), from, values, entry.offset(), entry.size());
    }
    return new Part(name, layout, values);
  }
}
