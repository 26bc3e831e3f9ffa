package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Named;
import java.util.List;

/**
 * FFA-LoRA (arXiv 2403.12313; {@code docs/methods.md#ffa-lora}): every A is frozen at one random
 * start that all share, and B alone is trained and averaged. So the mean of the products is the
 * product of the means, and half as much travels. A follows from the seed and need not be sent at
 * all.
 */
@Named(value = "ffa-lora", summary = "A frozen at a shared random start, B trained and averaged")
public final class FfaLora extends JointTuning {
  private static final String FROZEN = "frozen";

  private final State frozen;

  public FfaLora(HomLora.Options options, Setting setting) {
    this(options, setting, new AdapterPlacement(setting, options.where()));
  }

  private FfaLora(HomLora.Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        wiring(placement, options.common()),
        new Sharing(options.where().head(), options.optimizer(), options.weights()));
    this.frozen = State.of(placement.initialAdapter(wiring(), FROZEN));
  }

  private static Wiring wiring(AdapterPlacement placement, AdapterOptions size) {
    return placement.wiring(placement.adapters(FROZEN, COMMON, size.rank(), size.scale(), false));
  }

  @Override
  List<Part> initialTravelling() {
    return List.of(Part.zeros(COMMON, wiring().layout(COMMON)));
  }

  @Override
  State frozen() {
    return frozen;
  }

  @Override
  public Scored scored(int client, State common, Owned own) {
    return super.scored(client, common.with(frozen), own);
  }
}
