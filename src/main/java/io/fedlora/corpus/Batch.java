package io.fedlora.corpus;

/**
 * The rows of one minibatch.
 *
 * @param texts indexes into the {@link TokenTable}
 * @param labels the class of each row
 * @param length tokens a row is padded to: the batch's longest, rounded up to a multiple of 8
 */
public record Batch(int[] texts, int[] labels, int length) {
  /** How many rows. */
  public int rows() {
    return texts.length;
  }
}
