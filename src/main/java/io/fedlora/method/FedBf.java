package io.fedlora.method;

import io.fedlora.foundation.FrozenWeight;
import io.fedlora.foundation.Place;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Layers;
import io.fedlora.scenario.Named;

/**
 * FedBF: federated averaging of the biases of linears and layer norms (FedPETuning; {@code
 * docs/methods.md#fedbf}).
 */
@Named(
    value = "fedbf",
    summary = "bias tuning: the biases alone are trained and averaged",
    defaults = {"learning-rate = 1e-3", "keep-optimizer = false"})
public final class FedBf extends JointTuning {
  /**
   * @param layers whose biases are trained
   * @param trainEmbeddings whether the one of the embeddings' layer norm is too
   * @param sharing whose the head is, the optimiser, and the weights of clients
   */
  public record Options(Layers layers, boolean trainEmbeddings, @Flat Sharing sharing) {}

  public FedBf(Options options, Setting setting) {
    this(options, setting, AdapterPlacement.on(setting, options.layers(), 0));
  }

  private FedBf(Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        placement.wiring(
            placement.deltas(
                COMMON,
                one ->
                    one.kind() == FrozenWeight.Kind.BIAS
                        && (options.trainEmbeddings() || one.place() != Place.EMBEDDINGS))),
        options.sharing());
  }
}
