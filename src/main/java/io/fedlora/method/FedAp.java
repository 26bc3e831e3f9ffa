package io.fedlora.method;

import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Place;
import io.fedlora.scenario.BottleneckOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Layers;
import io.fedlora.scenario.Named;
import java.util.ArrayList;
import java.util.List;

/**
 * FedAP: federated averaging of bottleneck adapters, and of the layer norms beside them
 * (FedPETuning; {@code docs/methods.md#fedap}).
 */
@Named(
    value = "fedap",
    summary = "bottleneck adapters and layer norms are trained and averaged",
    defaults = {"learning-rate = 5e-4", "keep-optimizer = false"})
public final class FedAp extends JointTuning {
  /**
   * @param layers that have bottlenecks
   * @param size of a bottleneck, and where in a layer
   * @param trainNorms whether the layer norms of those layers are trained too
   * @param sharing whose the head is, the optimiser, and the weights of clients
   */
  public record Options(
      Layers layers, @Flat BottleneckOptions size, boolean trainNorms, @Flat Sharing sharing) {}

  public FedAp(Options options, Setting setting) {
    this(
        options,
        setting,
        AdapterPlacement.on(setting, options.layers(), options.size().initDeviation()));
  }

  private FedAp(Options options, Setting setting, AdapterPlacement placement) {
    super(setting, placement, placement.wiring(insertions(options, placement)), options.sharing());
  }

  private static List<Insertion> insertions(Options options, AdapterPlacement placement) {
    List<Insertion> insertions = new ArrayList<>(placement.bottlenecks(COMMON, options.size(), 1));
    if (options.trainNorms()) {
      insertions.addAll(
          placement.deltas(
              COMMON,
              one -> one.place() == Place.ATTENTION_NORM || one.place() == Place.OUTPUT_NORM));
    }
    return insertions;
  }
}
