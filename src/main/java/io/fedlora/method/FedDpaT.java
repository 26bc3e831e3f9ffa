package io.fedlora.method;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import java.util.ArrayList;
import java.util.List;

/**
 * FedDPA-T: from the second round on a client first trains its private adapter, with weight a,
 * beside the frozen shared one, with weight 1 − a, through which no gradient flows; then the shared
 * one alone. In the first round only the shared one is trained.
 */
@Named(
    value = "feddpa-t",
    summary = "private and shared adapter trained in turns, mixed text by text",
    defaults = {"rank = 5", "alpha = 5", "private-learning-rate = 5e-3"})
public final class FedDpaT extends FedDpa {
  private final Wiring mixture;
  private final SingleAdapter training;

  /**
   * @param both what both variants read
   */
  public record Options(@Flat FedDpaOptions both) {}

  public FedDpaT(Options options, Setting setting) {
    super(options.both(), setting);
    FedDpaOptions both = options.both();
    int rank = both.common().rank();
    double scale = both.common().scale();
    double share = both.mixingWeight();
    List<Insertion> adapters =
        new ArrayList<>(placement().adapters(PRIVATE, PRIVATE, rank, share * scale, false));
    adapters.addAll(placement().adapters(COMMON, COMMON, rank, (1 - share) * scale, true));
    this.mixture = placement().wiring(adapters);
    this.training = SingleAdapter.of(setting, both.privateOptimizer(), setting.steps());
  }

  @Override
  public LocalResult work(LocalWork work) {
    if (work.round() == 1) {
      return sharedResult(work, trainShared(work), List.of());
    }
    State own = work.own().state();
    Part start = own.has(PRIVATE) ? own.part(PRIVATE) : freshPrivate(work.client());
    State frozen = work.received().with(own);
    SingleAdapter.Outcome first =
        training.train(work, "private", mixture, frozen, List.of(start), work.steps());
    List<Part> personal = new ArrayList<>(first.parts().parts());
    personal.addAll(first.saved());
    SingleAdapter.Outcome second = trainShared(work);
    second.averages().add(first.averages());
    return sharedResult(work, second, personal);
  }
}
