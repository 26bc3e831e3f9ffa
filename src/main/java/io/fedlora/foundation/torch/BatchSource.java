package io.fedlora.foundation.torch;

/** Something that can write a batch's arrays as elements of a list argument. */
interface BatchSource {
  /** Appends the arrays under the argument's name. */
  void addTo(Inputs inputs, String argument);
}
