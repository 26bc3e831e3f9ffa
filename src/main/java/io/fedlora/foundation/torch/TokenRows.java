package io.fedlora.foundation.torch;

import io.fedlora.corpus.EncodedText;
import io.fedlora.foundation.Architecture;
import java.util.List;

/**
 * Rows as token ids, with positions and segments behind all else.
 *
 * @param texts of the rows
 * @param architecture of the encoder
 */
record TokenRows(List<EncodedText> texts, Architecture architecture) implements RowSource {
  @Override
  public void addRows(Inputs inputs, String argument, Mask mask, Numbers numbers) {
    mask.addIntegers(
        inputs,
        argument,
        (row, place, token) -> token ? texts.get(row).ids()[place] : architecture.paddingToken());
  }

  @Override
  public void addRest(Inputs inputs, String argument, Mask mask) {
    int last = architecture.longestInput() - 1;
    boolean segments = architecture.segments() > 1;
    mask.addIntegers(
        inputs,
        argument,
        (row, place, token) -> architecture.positionOffset() + Math.min(place, last));
    mask.addIntegers(
        inputs,
        argument,
        (row, place, token) -> token && segments ? texts.get(row).segments()[place] : 0);
  }
}
