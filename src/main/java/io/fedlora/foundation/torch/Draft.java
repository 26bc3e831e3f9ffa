package io.fedlora.foundation.torch;

import io.fedlora.foundation.Wiring;

/**
 * What the writers of one program share while its text comes into being.
 *
 * @param wiring the insertions and the head
 * @param form how to write
 * @param numbers in what precision
 * @param frozen where the frozen tensors are
 * @param pieces the trainable arrays the text has asked for
 * @param constants the constant arrays it has asked for
 */
record Draft(
    Wiring wiring,
    Form form,
    Numbers numbers,
    FrozenTable frozen,
    Pieces pieces,
    Constants constants) {
  /** An empty program. */
  static Draft of(Wiring wiring, Form form, Numbers numbers, FrozenTable frozen) {
    Constants constants = new Constants(frozen.tensors().size());
    Pieces pieces =
        form == Form.FAST
            ? new FlatPieces(wiring.layouts(), numbers, constants)
            : new SeparatePieces(wiring.layouts(), numbers);
    return new Draft(wiring, form, numbers, frozen, pieces, constants);
  }

  /** A value's cast to the compute type. */
  String cast(String value) {
    return "torch.to(" + value + ", " + numbers.computeCode() + ")";
  }
}
