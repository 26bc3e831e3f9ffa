package io.fedlora.method;

import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import java.util.List;

/**
 * PF2LoRA without the Hessian-vector product: the common adapter follows the plain gradient at the
 * moved private adapter (algorithms reference 1.9).
 */
@Named(
    value = "pf2lora-first-order",
    summary = "two-level LoRA without the second-order term of the hypergradient")
public final class Pf2LoraFirstOrder extends TwoLevelLora {
  private final Options options;

  /** As {@link Pf2Lora.Options}, less what concerns the second-order term. */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat("private") AdapterOptions personal,
      @Flat OptimizerOptions optimizer,
      double privateLearningRate,
      boolean sameBatch,
      MergeWeights weights) {}

  public Pf2LoraFirstOrder(Options options, Setting setting) {
    super(
        setting,
        options.where(),
        options.common(),
        options.personal(),
        options.optimizer(),
        options.weights());
    this.options = options;
  }

  @Override
  Steps prepare(LocalWork work) {
    Recipe recipe = new Recipe.Bilevel(upperParts(), PRIVATE, Hypergradient.NONE);
    List<Batch> lower = work.batches("lower", work.steps());
    List<Batch> upper = options.sameBatch() ? lower : work.batches("upper", work.steps());
    return (step, state) ->
        work.model()
            .step(
                new StepRequest(
                    wiring(),
                    recipe,
                    state,
                    List.of(lower.get(step), upper.get(step)),
                    options.privateLearningRate(),
                    0));
  }
}
