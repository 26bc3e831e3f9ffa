package io.fedlora.scenario;

/**
 * Size and place of bottleneck adapters; a method takes it with {@link Flat}.
 *
 * @param bottleneck inner size, at least 1
 * @param bottleneckPlaces the linears of a layer behind which they sit
 * @param activation the nonlinearity between the two matrices
 * @param initDeviation standard deviation of the normal draw that both matrices start from
 */
public record BottleneckOptions(
    int bottleneck, Places bottleneckPlaces, Activation activation, double initDeviation) {
  public BottleneckOptions {
    Require.atLeast("bottleneck", bottleneck, 1);
    Require.positive("init-deviation", initDeviation);
  }

  /** Where in a layer. */
  public enum Places {
    /** Behind the attention's output projection and behind the feed-forward block. */
    BOTH,
    /** Behind the attention's output projection. */
    ATTENTION,
    /** Behind the feed-forward block. */
    FEED_FORWARD
  }

  /** Nonlinearities. */
  public enum Activation {
    RELU,
    GELU
  }
}
