package io.fedlora.foundation;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import java.util.List;

/**
 * One step to compute.
 *
 * @param wiring how the parts sit in the encoder
 * @param recipe what to compute
 * @param state every part of the wiring
 * @param batches one, or two for {@link Recipe.Bilevel} (ξ, ζ; the same object twice where ζ = ξ)
 * @param lowerRate α of {@link Recipe.Bilevel}; otherwise unread
 * @param difference for the difference forms ε‖v‖/‖y‖; otherwise unread
 */
public record StepRequest(
    Wiring wiring,
    Recipe recipe,
    State state,
    List<Batch> batches,
    double lowerRate,
    double difference) {
  public StepRequest {
    batches = List.copyOf(batches);
  }

  /** A plain gradient on one batch. */
  public static StepRequest gradient(
      Wiring wiring, List<String> trainable, State state, Batch batch) {
    return new StepRequest(wiring, new Recipe.Gradient(trainable), state, List.of(batch), 0, 0);
  }
}
