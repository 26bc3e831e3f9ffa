package io.fedlora.foundation.torch;

import io.fedlora.adapter.Entry;
import java.util.List;

/** Takes the trainable leaves apart into the arrays a script computes with. */
interface Pieces {
  /**
   * Entries of a part that lie side by side and have rows of one length, as one matrix in the
   * compute type.
   *
   * @param scales what each entry is multiplied by, in float32, before it is cast
   * @return the variable that holds it
   */
  String matrix(String part, List<Entry> entries, List<Double> scales);

  /** An entry as it is, in the host type. */
  String exact(String part, Entry entry);

  /** The lines that make the variables handed out so far. */
  String text();
}
