package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import java.util.ArrayList;
import java.util.List;

/**
 * Federated averaging of whatever is trained: what is received and the head are moved by one
 * optimiser, sent back and averaged. What is put into the encoder is left to the methods that share
 * it.
 */
abstract class SharedTuning extends LoraMethod {
  private final Setting setting;
  private final SingleAdapter training;

  /**
   * What they all read.
   *
   * @param head whether the classification head travels
   * @param optimizer of what is trained
   * @param weights of clients in the merge
   */
  record Sharing(HeadOwner head, @Flat OptimizerOptions optimizer, MergeWeights weights) {}

  SharedTuning(Setting setting, AdapterPlacement placement, Wiring wiring, Sharing sharing) {
    super(placement, wiring, sharing.head(), sharing.weights());
    this.setting = setting;
    this.training = SingleAdapter.of(setting, sharing.optimizer(), setting.steps());
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
