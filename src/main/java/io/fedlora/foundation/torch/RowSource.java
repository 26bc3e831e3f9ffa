package io.fedlora.foundation.torch;

/** What a batch's rows are to the encoder: kept activations, or token ids. */
interface RowSource {
  /** Appends what the encoder starts from. */
  void addRows(Inputs inputs, String argument, Mask mask, Numbers numbers);

  /** Appends what stands behind all else. */
  default void addRest(Inputs inputs, String argument, Mask mask) {}
}
