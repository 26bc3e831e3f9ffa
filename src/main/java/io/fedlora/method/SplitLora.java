package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Wiring;
import java.util.ArrayList;
import java.util.List;

/**
 * One adapter whose factors A and B do not fare alike: local work trains what was received and what
 * the client owns of it in one go, and sends back what was received.
 */
abstract class SplitLora extends LoraMethod {
  private final SingleAdapter training;

  SplitLora(HomLora.Options options, Setting setting, AdapterPlacement placement, Wiring wiring) {
    super(placement, wiring, options.where().head(), options.weights());
    this.training = SingleAdapter.of(setting, options.optimizer(), setting.steps());
  }

  /** Parts of the adapter that nobody trains. */
  abstract State frozen();

  @Override
  public final LocalResult work(LocalWork work) {
    State own = work.own().state().only(wiring().parts());
    List<Part> parts = new ArrayList<>(work.received().parts());
    parts.addAll(own.parts());
    SingleAdapter.Outcome outcome =
        training.train(work, "lower", wiring(), frozen(), parts, work.steps());
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
