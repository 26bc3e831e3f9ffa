package io.fedlora.foundation;

/** Something trainable that is put into the frozen encoder, its values held by a part. */
public sealed interface Insertion permits LowRank {
  /** The part that holds its values. */
  String part();

  /** The layer it sits in, from 0. */
  int layer();
}
