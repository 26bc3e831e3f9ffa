package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import java.util.ArrayList;
import java.util.List;

/** Methods without traffic: adapter and head stay where they are trained, and updates are empty. */
abstract class Unshared extends LoraMethod {
  private final SingleAdapter training;
  private final int steps;

  /**
   * @param where adapters sit; nobody else ever sees the head
   * @param common rank and alpha
   * @param optimizer of adapter and head
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat OptimizerOptions optimizer) {}

  Unshared(Options options, Setting setting, int steps) {
    this(options, setting, steps, new AdapterPlacement(setting, options.where()));
  }

  private Unshared(Options options, Setting setting, int steps, AdapterPlacement placement) {
    super(
        placement,
        placement.wiring(placement.adapters(PRIVATE, options.common())),
        PlacementOptions.HeadOwner.PRIVATE,
        MergeWeights.UNIFORM);
    this.steps = steps;
    this.training = SingleAdapter.of(setting, options.optimizer(), steps);
  }

  @Override
  List<Part> initialPrivate(int client) {
    return List.of(placement().initialAdapter(wiring(), PRIVATE));
  }

  @Override
  public State merge(State common, List<Weighted> merged, int round) {
    return common;
  }

  @Override
  public MergeRule mergeRule() {
    return MergeRule.UNCHANGED;
  }

  @Override
  public LocalResult work(LocalWork work) {
    List<Part> parts = work.own().state().only(wiring().parts()).parts();
    SingleAdapter.Outcome outcome = training.train(work, this, parts, work.within(steps));
    List<Part> kept = new ArrayList<>(outcome.parts().parts());
    kept.addAll(outcome.saved());
    return new LocalResult(
        new Owned(State.of(kept)),
        State.empty(),
        State.empty(),
        outcome.averages().loss(),
        outcome.averages().reports());
  }
}
