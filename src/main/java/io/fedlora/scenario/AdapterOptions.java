package io.fedlora.scenario;

/**
 * Size and scaling of one low-rank adapter; a method takes it with {@link Flat}, a second time with
 * a prefix for a private adapter.
 *
 * @param rank rows of A, at least 1
 * @param alpha the adapter's output is scaled by alpha / rank; above 0
 */
public record AdapterOptions(int rank, double alpha) {
  public AdapterOptions {
    Require.atLeast("rank", rank, 1);
    Require.positive("alpha", alpha);
  }

  /** What the adapter's output is multiplied by. */
  public double scale() {
    return alpha / rank;
  }
}
