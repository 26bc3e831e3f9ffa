package io.fedlora.method;

import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.Wiring;
import java.util.List;

/**
 * How a local step of two levels is computed: the private adapter moves on the lower batch, the
 * upper parts get their gradient on the upper one ({@code docs/methods.md#pf2lora}).
 *
 * @param hypergradient how the second-order term is computed
 * @param lowerRate α
 * @param difference of the difference forms, ε‖v‖/‖y‖; 0 for the others
 * @param sameBatch whether the upper step reads the lower step's batch (ζ = ξ)
 */
record BilevelSteps(
    Hypergradient hypergradient, double lowerRate, double difference, boolean sameBatch) {
  /** Draws the batches of a piece of local work. */
  TwoLevelLora.Steps prepare(Wiring wiring, LocalWork work) {
    Recipe recipe =
        new Recipe.Bilevel(TwoLevelLora.upperParts(), TwoLevelLora.PRIVATE, hypergradient);
    List<Batch> lower = work.batches("lower", work.steps());
    List<Batch> upper = sameBatch ? lower : work.batches("upper", work.steps());
    return (step, state) ->
        work.model()
            .step(
                new StepRequest(
                    wiring,
                    recipe,
                    state,
                    List.of(lower.get(step), upper.get(step)),
                    lowerRate,
                    difference));
  }
}
