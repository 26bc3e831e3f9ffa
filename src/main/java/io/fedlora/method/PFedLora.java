package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * pFedLoRA (arXiv 2310.13283), read for one backbone ({@code docs/methods.md#pfedlora}): the
 * client's own adapter is trained first with the shared one frozen, then the shared one with its
 * own frozen; the outputs of both are added. The head is trained along with the adapter of its
 * owner.
 */
@Named(
    value = "pfedlora",
    summary = "a private and a shared adapter, trained in turns",
    defaults = {
      "rank = 5",
      "private-rank = 5",
      "private-alpha = 5",
      "alpha = 5",
      "weights = examples"
    })
public final class PFedLora extends LoraMethod {
  private final SingleAdapter personal;
  private final SingleAdapter shared;
  private final int personalSteps;
  private final int sharedSteps;

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank and alpha of the shared adapter
   * @param personal rank and alpha of the private adapter
   * @param optimizer of each adapter
   * @param weights of clients in the merge
   * @param phaseSteps how the local steps are divided
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat("private") AdapterOptions personal,
      @Flat OptimizerOptions optimizer,
      MergeWeights weights,
      PhaseSteps phaseSteps) {}

  /** How many steps each of two phases has. */
  public enum PhaseSteps {
    /** Half of {@code local.steps} each; an odd one goes to the first. */
    HALF,
    /** All of {@code local.steps} each. */
    FULL
  }

  public PFedLora(Options options, Setting setting) {
    this(options, setting, new AdapterPlacement(setting, options.where()));
  }

  private PFedLora(Options options, Setting setting, AdapterPlacement placement) {
    super(placement, wiring(placement, options), options.where().head(), options.weights());
    boolean half = options.phaseSteps() == PhaseSteps.HALF;
    this.personalSteps = half ? (setting.steps() + 1) / 2 : setting.steps();
    this.sharedSteps = half ? Math.max(1, setting.steps() / 2) : setting.steps();
    this.personal = SingleAdapter.of(setting, options.optimizer(), personalSteps);
    this.shared = SingleAdapter.of(setting, options.optimizer(), sharedSteps);
  }

  private static Wiring wiring(AdapterPlacement placement, Options options) {
    List<Insertion> insertions = new ArrayList<>(placement.adapters(COMMON, options.common()));
    insertions.addAll(placement.adapters(PRIVATE, options.personal()));
    return placement.wiring(insertions);
  }

  @Override
  public LocalResult work(LocalWork work) {
    State all = work.received().with(work.own().state());
    List<String> mine = headTravels() ? List.of(PRIVATE) : List.of(PRIVATE, AdapterPlacement.HEAD);
    SingleAdapter.Outcome first =
        personal.train(
            work, "private", wiring(), all, all.only(mine).parts(), work.within(personalSteps));
    SingleAdapter.Outcome second =
        shared.train(
            work,
            "lower",
            wiring(),
            all.with(first.parts()),
            work.received().parts(),
            work.within(sharedSteps));
    List<Part> kept = new ArrayList<>(first.parts().parts());
    kept.addAll(first.saved());
    kept.addAll(second.saved());
    StepAverages averages = first.averages();
    averages.add(second.averages());
    return new LocalResult(
        new Owned(State.of(kept)),
        second.parts(),
        second.parts(),
        averages.loss(),
        averages.reports());
  }
}
