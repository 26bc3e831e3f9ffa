package io.fedlora.method;

import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Layers;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;

/**
 * FedPF: federated averaging of trainable keys and values in front of each layer's own
 * (FedPETuning; {@code docs/methods.md#fedpf}).
 */
@Named(
    value = "fedpf",
    summary = "prefix tuning: keys and values in front of every layer are trained and averaged",
    defaults = {"learning-rate = 1e-3", "keep-optimizer = false"})
public final class FedPf extends JointTuning {
  /**
   * @param layers that have a prefix
   * @param prefixTokens how many keys and values each
   * @param initDeviation standard deviation of the normal draw that they start from
   * @param sharing whose the head is, the optimiser, and the weights of clients
   */
  public record Options(
      Layers layers, int prefixTokens, double initDeviation, @Flat Sharing sharing) {
    public Options {
      Require.atLeast("prefix-tokens", prefixTokens, 1);
      Require.positive("init-deviation", initDeviation);
    }
  }

  public FedPf(Options options, Setting setting) {
    this(options, setting, AdapterPlacement.on(setting, options.layers(), options.initDeviation()));
  }

  private FedPf(Options options, Setting setting, AdapterPlacement placement) {
    super(
        setting,
        placement,
        placement.wiring(placement.prefixes(COMMON, options.prefixTokens())),
        options.sharing());
  }
}
