package io.fedlora.method;

import io.fedlora.foundation.Hypergradient;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;

/**
 * PF2LoRA without the Hessian-vector product: the common adapter follows the plain gradient at the
 * moved private adapter ({@code docs/methods.md#pf2lora-first-order}).
 */
@Named(
    value = "pf2lora-first-order",
    summary = "two-level LoRA without the second-order term of the hypergradient")
public final class Pf2LoraFirstOrder extends TwoLevelLora {
  private final BilevelSteps steps;

  /** As {@link Pf2Lora.Options}, less what concerns the second-order term. */
  public record Options(@Flat TwoLevelOptions levels, boolean sameBatch) {}

  public Pf2LoraFirstOrder(Options options, Setting setting) {
    super(options.levels(), setting);
    this.steps =
        new BilevelSteps(
            Hypergradient.NONE, options.levels().privateLearningRate(), 0, options.sameBatch());
  }

  @Override
  Steps prepare(LocalWork work) {
    return steps.prepare(wiring(), work);
  }
}
