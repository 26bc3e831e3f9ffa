package io.fedlora.method;

import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Precision;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;

/**
 * PF2LoRA: the private adapter takes a plain gradient step, then the common adapter follows the
 * hypergradient through that step (Hao et al., arXiv 2503.03920; {@code docs/methods.md#pf2lora}).
 */
@Named(
    value = "pf2lora",
    summary = "two-level LoRA: common and private adapter tied by the exact hypergradient")
public final class Pf2Lora extends TwoLevelLora {
  private final BilevelSteps steps;

  /**
   * @param levels what methods of two levels share
   * @param hypergradient how the second-order term is computed
   * @param difference of the difference forms, ε‖v‖/‖y‖
   * @param sameBatch whether the upper step reads the lower step's batch (ζ = ξ)
   */
  public record Options(
      @Flat TwoLevelOptions levels,
      Hypergradient hypergradient,
      double difference,
      boolean sameBatch) {
    public Options {
      Require.positive("difference", difference);
    }
  }

  public Pf2Lora(Options options, Setting setting) {
    super(options.levels(), setting);
    this.steps =
        new BilevelSteps(
            options.hypergradient(),
            options.levels().privateLearningRate(),
            options.difference(),
            options.sameBatch());
    if (options.hypergradient().isDifference() && setting.precision() == Precision.BFLOAT16) {
      throw new InvalidValue(
          "hypergradient",
          "a difference of gradients is too coarse in bfloat16",
          "write hypergradient = exact, or foundation.precision = float32");
    }
  }

  @Override
  Steps prepare(LocalWork work) {
    return steps.prepare(wiring(), work);
  }
}
