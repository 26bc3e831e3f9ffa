package io.fedlora.corpus;

/**
 * The rows of one minibatch.
 *
 * @param texts indexes into the {@link TokenTable}
 * @param labels the class of each row
 * @param length tokens a row is padded to: the batch's longest, rounded up to a multiple of 8
 */
public record Batch(int[] texts, int[] labels, int length) {
  /** One row as a batch of its own, padded as here. */
  public Batch row(int row) {
    return new Batch(new int[] {texts[row]}, new int[] {labels[row]}, length);
  }

  /** How many rows. */
  public int rows() {
    return texts.length;
  }
}
