package io.fedlora.foundation;

/**
 * The shape of a BERT-like encoder with erf-GELU and post-layer-norm.
 *
 * @param layers encoder layers
 * @param width hidden size d
 * @param heads attention heads; divides width
 * @param feedForward inner size of the feed-forward block
 * @param vocabulary rows of the word embedding
 * @param positions rows of the position embedding
 * @param positionOffset the position of the first token: 0 for BERT, 2 for RoBERTa
 * @param segments rows of the segment embedding: 2 for BERT, 1 for RoBERTa (whose segments are all
 *     0)
 * @param paddingToken the token id that fills short rows
 * @param layerNormEpsilon added to the variance in layer norms
 */
public record Architecture(
    int layers,
    int width,
    int heads,
    int feedForward,
    int vocabulary,
    int positions,
    int positionOffset,
    int segments,
    int paddingToken,
    double layerNormEpsilon) {
  public Architecture {
    if (width % heads != 0) {
      throw new IllegalArgumentException(width + " is not a multiple of " + heads + " heads");
    }
  }

  /** The longest input in tokens. */
  public int longestInput() {
    return positions - positionOffset;
  }

  /** The outputs of a linear. */
  public int outputs(Linear linear) {
    return linear == Linear.INTERMEDIATE ? feedForward : width;
  }

  /** The inputs of a linear. */
  public int inputs(Linear linear) {
    return linear == Linear.OUTPUT ? feedForward : width;
  }
}
