package io.fedlora.foundation;

/**
 * The shape of a BERT-like encoder with erf-GELU and post-layer-norm; or, {@link #linear}, that of
 * a single linear, for experiments with known answers.
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

  /**
   * A single linear as a model of one layer: {@link Linear#QUERY} is all there is, its outputs are
   * the model's, and there is no head. Its input is one column, written as twice as many ids as it
   * has numbers in and out.
   */
  public static Architecture linear(int inputs, int outputs) {
    return new Architecture(1, inputs, 1, outputs, 0, 2 * (inputs + outputs), 0, 1, 0, 0);
  }

  /** Whether it is a single linear and no encoder. */
  public boolean isLinear() {
    return vocabulary == 0;
  }

  /** How many tokens are computed for an input of that length: all of them, or one column. */
  public int computedTokens(int length) {
    return isLinear() ? 1 : length;
  }

  /** Whether it has this linear. */
  public boolean has(Linear linear) {
    return !isLinear() || linear == Linear.QUERY;
  }

  /** The longest input in tokens. */
  public int longestInput() {
    return positions - positionOffset;
  }

  /** The outputs of a linear. */
  public int outputs(Linear linear) {
    return isLinear() || linear == Linear.INTERMEDIATE ? feedForward : width;
  }

  /** The inputs of a linear. */
  public int inputs(Linear linear) {
    return linear == Linear.OUTPUT ? feedForward : width;
  }
}
