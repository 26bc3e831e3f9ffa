package io.fedlora.foundation.torch;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Rows as the kept activations below the lowest insertion.
 *
 * @param rows the activations of each text's tokens
 * @param width numbers a token
 */
record KeptRows(List<byte[]> rows, int width) implements RowSource {
  @Override
  public void addRows(Inputs inputs, String argument, Mask mask, Numbers numbers) {
    inputs.add(
        argument,
        numbers.host(),
        to -> write(to, mask, numbers),
        (long) rows.size() * mask.padded(),
        width);
  }

  private void write(ByteBuffer to, Mask mask, Numbers numbers) {
    int tokenBytes = width * numbers.host().getNumOfBytes();
    for (byte[] row : rows) {
      int start = to.position();
      numbers.restore(row, to);
      // Nothing reads padding, but it must be numbers that a layer norm takes well.
      ByteBuffer first = to.slice(start, tokenBytes);
      int end = start + mask.padded() * tokenBytes;
      while (to.position() < end) {
        to.put(first.rewind());
      }
    }
  }
}
