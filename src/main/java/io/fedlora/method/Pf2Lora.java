package io.fedlora.method;

import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import java.util.List;

/**
 * PF2LoRA: the private adapter takes a plain gradient step, then the common adapter follows the
 * hypergradient through that step (Hao et al., arXiv 2503.03920; algorithms reference 1.3).
 */
@Named(
    value = "pf2lora",
    summary = "two-level LoRA: common and private adapter tied by the exact hypergradient")
public final class Pf2Lora extends TwoLevelLora {
  private final Options options;

  /**
   * @param where adapters sit, and whose the head is
   * @param common rank r and alpha of the common adapter
   * @param personal rank r̃ and alpha of the private adapter
   * @param optimizer of the common adapter and the head; its learning rate is η
   * @param privateLearningRate α, both of the lower step and in the hypergradient
   * @param hypergradient how the second-order term is computed
   * @param difference of the difference forms, ε‖v‖/‖y‖
   * @param sameBatch whether the upper step reads the lower step's batch (ζ = ξ)
   * @param weights of clients in the merge
   */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat("private") AdapterOptions personal,
      @Flat OptimizerOptions optimizer,
      double privateLearningRate,
      Hypergradient hypergradient,
      double difference,
      boolean sameBatch,
      MergeWeights weights) {}

  public Pf2Lora(Options options, Setting setting) {
    super(
        setting,
        options.where(),
        options.common(),
        options.personal(),
        options.optimizer(),
        options.weights());
    this.options = options;
    if (options.hypergradient().isDifference() && setting.precision() == Precision.BFLOAT16) {
      throw new InvalidValue(
          "hypergradient",
          "a difference of gradients is too coarse in bfloat16",
          "write hypergradient = exact, or foundation.precision = float32");
    }
  }

  @Override
  Steps prepare(LocalWork work) {
    Recipe recipe = new Recipe.Bilevel(upperParts(), PRIVATE, options.hypergradient());
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
                    options.difference()));
  }
}
