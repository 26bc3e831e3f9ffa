package io.fedlora.method;

import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The simultaneous ablation of PF2LoRA: one gradient moves both adapters at once ({@code
 * docs/methods.md#pf2lora-simultaneous}).
 */
@Named(
    value = "pf2lora-simultaneous",
    summary = "two-level LoRA whose adapters move together on one gradient")
public final class Pf2LoraSimultaneous extends TwoLevelLora {
  private final double privateLearningRate;

  /** As {@link Pf2Lora.Options}, less what concerns the second batch and the second order. */
  public record Options(@Flat TwoLevelOptions levels) {}

  public Pf2LoraSimultaneous(Options options, Setting setting) {
    super(options.levels(), setting);
    this.privateLearningRate = options.levels().privateLearningRate();
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
      values[i] = (float) (values[i] - privateLearningRate * gradient[i]);
    }
    return new StepResult(
        result.loss(), result.gradients(), Map.of(PRIVATE, values), result.logged());
  }
}
