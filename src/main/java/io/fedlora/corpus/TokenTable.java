package io.fedlora.corpus;

import java.util.Arrays;
import java.util.List;

/** Every text of a run with its label, encoded once; a text is known by its index here. */
public final class TokenTable {
  private final List<EncodedText> texts;
  private final int[] labels;

  /**
   * @param texts encoded texts in corpus order
   * @param labels the class of each text, 0 … classes − 1
   */
  public TokenTable(List<EncodedText> texts, int[] labels) {
    if (texts.size() != labels.length) {
      throw new IllegalArgumentException(texts.size() + " texts, " + labels.length + " labels");
    }
    this.texts = List.copyOf(texts);
    this.labels = labels.clone();
  }

  /** How many texts. */
  public int size() {
    return labels.length;
  }

  /** The encoding of a text. */
  public EncodedText text(int index) {
    return texts.get(index);
  }

  /** The class of a text. */
  public int label(int index) {
    return labels[index];
  }

  /** The batch of these texts, padded to the longest of them rounded up to a multiple of 8. */
  public Batch batch(int... indexes) {
    return new Batch(
        indexes.clone(), Arrays.stream(indexes).map(this::label).toArray(), paddedLength(indexes));
  }

  /** The longest of these texts in tokens, rounded up to a multiple of 8. */
  public int paddedLength(int... indexes) {
    int longest = 1;
    for (int index : indexes) {
      longest = Math.max(longest, texts.get(index).ids().length);
    }
    return (longest + 7) / 8 * 8;
  }
}
