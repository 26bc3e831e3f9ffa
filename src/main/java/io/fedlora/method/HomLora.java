package io.fedlora.method;

import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.Preset;

/**
 * HOMLoRA: one adapter of one rank for all, averaged factor by factor ({@code
 * docs/methods.md#homlora}).
 */
@Named(value = "homlora", summary = "one common adapter, averaged factor by factor")
@Preset(
    value = "fedit",
    summary = "homlora as FedIT sets it: rank 16 on the query, weighed by number of examples",
    defaults = {
      "rank = 16",
      "alpha = 16",
      "targets = [query]",
      "learning-rate = 3e-4",
      "keep-optimizer = false",
      "weights = examples"
    })
@Preset(
    value = "fedlr",
    summary = "homlora as FedPETuning sets it: alpha = rank, weighed uniformly",
    defaults = {
      "rank = 8",
      "alpha = 8",
      "learning-rate = 1e-3",
      "keep-optimizer = false",
      "weights = uniform"
    })
public final class HomLora extends JointTuning {
  /**
   * @param where adapters sit, and whose the head is
   * @param common rank and alpha
   * @param optimizer of adapter and head
   * @param weights of clients in the merge
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights) {}

  public HomLora(Options options, Setting setting) {
    this(options, setting, new AdapterPlacement(setting, options.where()));
  }

  private HomLora(Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        placement.wiring(placement.adapters(COMMON, options.common())),
        new Sharing(options.where().head(), options.optimizer(), options.weights()));
  }
}
