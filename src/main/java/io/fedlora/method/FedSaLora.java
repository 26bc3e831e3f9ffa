package io.fedlora.method;

import io.fedlora.adapter.Part;
import io.fedlora.foundation.Wiring;
import io.fedlora.scenario.AdapterOptions;
import io.fedlora.scenario.Named;
import java.util.List;

/**
 * FedSA-LoRA (Guo et al., ICLR 2025; {@code docs/methods.md#fedsa-lora}): A and B are both trained,
 * but only A is shared; B and the head stay with their client.
 */
@Named(
    value = "fedsa-lora",
    summary = "A and B trained, A averaged; B and the head stay",
    defaults = {"alpha = 16", "head = private"})
public final class FedSaLora extends JointTuning {
  public FedSaLora(HomLora.Options options, Setting setting) {
    this(options, setting, new AdapterPlacement(setting, options.where()));
  }

  private FedSaLora(HomLora.Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        wiring(placement, options.common()),
        new Sharing(options.where().head(), options.optimizer(), options.weights()));
  }

  private static Wiring wiring(AdapterPlacement placement, AdapterOptions size) {
    return placement.wiring(placement.adapters(COMMON, PRIVATE, size.rank(), size.scale(), false));
  }

  @Override
  List<Part> initialPrivate(int client) {
    return List.of(Part.zeros(PRIVATE, wiring().layout(PRIVATE)));
  }
}
