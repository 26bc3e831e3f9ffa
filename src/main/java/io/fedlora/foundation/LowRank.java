package io.fedlora.foundation;

/**
 * A low-rank adapter on one linear: {@code h = W u + scale · B A u} (LoRA; algorithms reference
 * 1.1).
 *
 * <p>In its part it has two entries, {@code layer.<n>.<linear>.A} of shape [rank, inputs] and
 * {@code layer.<n>.<linear>.Bt} of shape [rank, outputs], which is B transposed.
 *
 * @param part the part that holds A and B
 * @param layer from 0
 * @param linear the adapted linear
 * @param rank rows of A
 * @param scale usually alpha / rank
 */
public record LowRank(String part, int layer, Linear linear, int rank, double scale)
    implements Insertion {
  public LowRank {
    if (rank < 1) {
      throw new IllegalArgumentException("rank must be at least 1, is " + rank);
    }
  }

  /** The entry of A, as {@code layer.4.query.A}. */
  public String down() {
    return "layer." + layer + "." + linear.key() + ".A";
  }

  /** The entry of B transposed, as {@code layer.4.query.Bt}. */
  public String up() {
    return "layer." + layer + "." + linear.key() + ".Bt";
  }
}
