package io.fedlora.method;

import io.fedlora.foundation.Place;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Layers;
import io.fedlora.scenario.Named;

/**
 * FedFT: federated averaging of the foundation model itself (FedPETuning; {@code
 * docs/methods.md#fedft}). What travels is the difference from the frozen weights, as large as they
 * are.
 */
@Named(
    value = "fedft",
    summary = "full fine-tuning: every array of the chosen layers is trained and averaged",
    defaults = {"learning-rate = 5e-5", "keep-optimizer = false"})
public final class FedFt extends JointTuning {
  /**
   * @param layers whose arrays are trained
   * @param trainEmbeddings whether the embeddings are too
   * @param sharing whose the head is, the optimiser, and the weights of clients
   */
  public record Options(Layers layers, boolean trainEmbeddings, @Flat Sharing sharing) {}

  public FedFt(Options options, Setting setting) {
    this(options, setting, AdapterPlacement.on(setting, options.layers(), 0));
  }

  private FedFt(Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        placement.wiring(
            placement.deltas(
                COMMON, one -> options.trainEmbeddings() || one.place() != Place.EMBEDDINGS)),
        options.sharing());
  }
}
