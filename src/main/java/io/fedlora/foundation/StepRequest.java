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
 * @param batches one; two for {@link Recipe.Bilevel} (ξ, ζ; the same object twice where ζ = ξ); two
 *     or three for {@link Recipe.Meta}
 * @param lowerRate α of {@link Recipe.Bilevel}, a of {@link Recipe.Meta}; otherwise unread
 * @param difference for the difference forms ε‖v‖/‖y‖; otherwise unread
 * @param teacher a teacher's class scores for the first batch, [rows][classes], where the loss has
 *     a divergence; otherwise empty
 */
public record StepRequest(
    Wiring wiring,
    Recipe recipe,
    State state,
    List<Batch> batches,
    double lowerRate,
    double difference,
    List<float[]> teacher) {
  public StepRequest {
    batches = List.copyOf(batches);
    teacher = List.copyOf(teacher);
  }

  /** A step without a teacher. */
  public StepRequest(
      Wiring wiring,
      Recipe recipe,
      State state,
      List<Batch> batches,
      double lowerRate,
      double difference) {
    this(wiring, recipe, state, batches, lowerRate, difference, List.of());
  }

  /** A plain gradient on one batch. */
  public static StepRequest gradient(
      Wiring wiring, List<String> trainable, State state, Batch batch) {
    return new StepRequest(wiring, new Recipe.Gradient(trainable), state, List.of(batch), 0, 0);
  }
}
