package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import io.fedlora.scenario.Preset;
import java.util.ArrayList;
import java.util.List;

/**
 * HOMLoRA: one adapter of one rank for all, averaged factor by factor (algorithms reference 3.2).
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
public final class HomLora extends LoraMethod {
  private final Setting setting;
  private final SingleAdapter training;

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
        placement,
        placement.wiring(placement.adapters(COMMON, options.common())),
        options.where().head(),
        options.weights());
    this.setting = setting;
    this.training = SingleAdapter.of(setting, options.optimizer(), setting.steps());
  }

  @Override
  List<Part> initialTravelling() {
    return List.of(
        placement()
            .initialAdapter(wiring(), COMMON, RandomStream.of(setting.seed(), "init-common")));
  }

  @Override
  List<Part> initialPrivate(int client) {
    return List.of();
  }

  @Override
  public LocalResult work(LocalWork work) {
    List<Part> parts = new ArrayList<>(work.received().parts());
    if (!headTravels()) {
      parts.add(work.own().state().part(AdapterPlacement.HEAD));
    }
    SingleAdapter.Outcome outcome = training.train(work, this, parts, work.steps());
    List<Part> kept = new ArrayList<>();
    if (!headTravels()) {
      kept.add(outcome.parts().part(AdapterPlacement.HEAD));
    }
    kept.addAll(outcome.saved());
    State upload = outcome.parts().only(work.received().names());
    return new LocalResult(
        new Owned(State.of(kept)),
        upload,
        upload,
        outcome.averages().loss(),
        outcome.averages().reports());
  }
}
