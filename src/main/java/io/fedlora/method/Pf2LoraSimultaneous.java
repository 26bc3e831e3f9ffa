package io.fedlora.method;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.MergeWeights;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.PlacementOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The simultaneous ablation of PF2LoRA: one gradient moves both adapters at once (algorithms
 * reference 1.9).
 */
@Named(
    value = "pf2lora-simultaneous",
    summary = "two-level LoRA whose adapters move together on one gradient")
public final class Pf2LoraSimultaneous extends TwoLevelLora {
  private final Options options;

  /** As {@link Pf2Lora.Options}, less what concerns the second batch and the second order. */
  public record Options(
      @Flat PlacementOptions where,
      @Flat AdapterOptions common,
      @Flat("private") AdapterOptions personal,
      @Flat OptimizerOptions optimizer,
      double privateLearningRate,
      MergeWeights weights) {}

  public Pf2LoraSimultaneous(Options options, Setting setting) {
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
    List<String> all = new ArrayList<>(upperParts());
    all.add(PRIVATE);
    List<Batch> batches = work.batches("lower", work.steps());
    return (step, state) ->
        withPrivateStep(
            work.model().step(StepRequest.gradient(wiring(), all, state, batches.get(step))),
            state);
  }

  private StepResult withPrivateStep(StepResult result, State state) {
    float[] gradient = Objects.requireNonNull(result.gradients().get(PRIVATE), PRIVATE);
    float[] values = state.part(PRIVATE).values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] - options.privateLearningRate() * gradient[i]);
    }
    return new StepResult(
        result.loss(), result.gradients(), Map.of(PRIVATE, values), result.logged());
  }
}
