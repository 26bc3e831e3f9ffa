package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions.HeadOwner;
import java.util.ArrayList;
import java.util.List;

/**
 * Federated averaging of whatever travels: what a client receives and what it owns is moved by one
 * optimiser, all of it at once; what was received is sent back and averaged. What is put into the
 * encoder, and which of it travels, is left to the methods that share it.
 */
abstract class JointTuning extends LoraMethod {
  private final SingleAdapter training;

  /**
   * What they all read.
   *
   * @param head whether the classification head travels
   * @param optimizer of what is trained
   * @param weights of clients in the merge
   */
  record Sharing(HeadOwner head, @Flat OptimizerOptions optimizer, MergeWeights weights) {}

  JointTuning(Setting setting, AdapterPlacement placement, Wiring wiring, Sharing sharing) {
    super(placement, wiring, sharing.head(), sharing.weights());
    this.training = SingleAdapter.of(setting, sharing.optimizer(), setting.steps());
  }

  /** Parts of the wiring that nobody trains. */
  State frozen() {
    return State.empty();
  }

  /** What one piece of local work computes at each of its steps: gradients on one batch. */
  SingleAdapter.Steps requests(LocalWork work) {
    List<Batch> batches = work.batches("lower", work.steps());
    return (step, moving) ->
        StepRequest.gradient(wiring(), moving.names(), moving.with(frozen()), batches.get(step));
  }

  @Override
  public final LocalResult work(LocalWork work) {
    State own = work.own().state().only(wiring().parts());
    List<Part> parts = new ArrayList<>(work.received().parts());
    parts.addAll(own.parts());
    SingleAdapter.Outcome outcome = training.train(work, parts, work.steps(), requests(work));
    List<Part> kept = new ArrayList<>(outcome.parts().only(own.names()).parts());
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
