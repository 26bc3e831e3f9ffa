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

  /**
   * The same rows with wrong labels: the first class for the last, the second for the last but one.
   */
  public Batch flipped(int classes) {
    int[] wrong = new int[labels.length];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = classes - 1 - labels[i];
    }
    return new Batch(texts, wrong, length);
  }

  /** How many rows. */
  public int rows() {
    return texts.length;
  }
}
