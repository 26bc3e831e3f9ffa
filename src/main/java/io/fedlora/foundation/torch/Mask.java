package io.fedlora.foundation.torch;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;

/** What tells real tokens from padding, for rows of these lengths padded to one. */
record Mask(int[] lengths, int padded) {
  // So far below any score that its share is exactly 0 after the softmax, in every precision.
  private static final double NEVER = -1e30;

  /** Appends [rows, 1, 1, padded]: 0 for a token, a huge negative number for padding. */
  void addScores(Inputs inputs, String argument, Numbers numbers) {
    inputs.add(
        argument,
        numbers.host(),
        to -> write(to, numbers, length -> 0, NEVER),
        lengths.length,
        1,
        1,
        padded);
  }

  /** Appends [rows, padded, 1]: for a token one over the row's tokens, for padding 0. */
  void addWeights(Inputs inputs, String argument, Numbers numbers) {
    inputs.add(
        argument,
        numbers.host(),
        to -> write(to, numbers, length -> 1.0 / length, 0),
        lengths.length,
        padded,
        1);
  }

  /** Appends [rows, padded] of integers, for each row and place. */
  void addIntegers(Inputs inputs, String argument, PlaceValue values) {
    inputs.add(
        argument,
        DataType.INT64,
        to -> {
          for (int row = 0; row < lengths.length; row++) {
            for (int place = 0; place < padded; place++) {
              to.putLong(values.at(row, place, place < lengths[row]));
            }
          }
        },
        lengths.length,
        padded);
  }

  private void write(ByteBuffer to, Numbers numbers, IntToDoubleFunction token, double padding) {
    for (int length : lengths) {
      for (int place = 0; place < padded; place++) {
        numbers.put(to, place < length ? token.applyAsDouble(length) : padding);
      }
    }
  }

  /** The integer at a place of a row. */
  interface PlaceValue {
    long at(int row, int place, boolean token);
  }
}
