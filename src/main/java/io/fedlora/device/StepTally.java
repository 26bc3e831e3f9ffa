package io.fedlora.device;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Assessment;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;

/** The model as one piece of local work has it, with a count of the steps computed on it. */
final class StepTally implements FrozenModel {
  private final FrozenModel model;
  private int steps;

  StepTally(FrozenModel model) {
    this.model = model;
  }

  int steps() {
    return steps;
  }

  @Override
  public Architecture architecture() {
    return model.architecture();
  }

  @Override
  public StepResult step(StepRequest request) {
    steps++;
    return model.step(request);
  }

  @Override
  public float[][] logits(Wiring wiring, State state, Batch batch) {
    return model.logits(wiring, state, batch);
  }

  @Override
  public Assessment assess(Wiring wiring, State state, Batch batch) {
    return model.assess(wiring, state, batch);
  }

  @Override
  public void close() {
    // The model belongs to the run, not to one piece of work.
  }
}
