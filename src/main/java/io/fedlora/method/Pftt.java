package io.fedlora.method;

import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.BottleneckOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * PFTT: common bottleneck adapters that are averaged and a private low-rank adapter that is not,
 * trained together on the task's loss (arXiv 2404.13238; {@code docs/methods.md#pftt}).
 */
@Named(
    value = "pftt",
    summary = "common bottleneck adapters and a private low-rank adapter, trained together")
public final class Pftt extends JointTuning {
  /**
   * @param where low-rank adapters sit, and whose the head is; bottlenecks sit in the same layers
   * @param personal rank and alpha of the private adapter
   * @param size of a bottleneck, and where in a layer
   * @param optimizer of all that is trained
   * @param weights of clients in the merge
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat("private") AdapterOptions personal,
      @Flat BottleneckOptions size,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights) {}

  public Pftt(Options options, Setting setting) {
    this(
        options,
        setting,
        new AdapterPlacement(setting, options.where())
            .withDeviation(options.size().initDeviation()));
  }

  private Pftt(Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        wiring(options, placement),
        new Sharing(options.where().head(), options.optimizer(), options.weights()));
  }

  private static Wiring wiring(Options options, AdapterPlacement placement) {
    List<Insertion> insertions = new ArrayList<>(placement.bottlenecks(COMMON, options.size(), 1));
    insertions.addAll(placement.adapters(PRIVATE, options.personal()));
    return placement.wiring(insertions);
  }
}
