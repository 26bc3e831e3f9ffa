package io.fedlora.foundation.torch;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The arrays of one minibatch: activations, mask, pooling weights and labels.
 *
 * @param rows the kept activations of each text
 * @param mask the tokens of each text
 * @param labels the class of each text
 * @param width numbers a token
 */
record BatchArrays(List<byte[]> rows, Mask mask, int[] labels, int width, Numbers numbers)
    implements BatchSource {
  @Override
  public void addTo(Inputs inputs, String argument) {
    inputs.add(
        argument, numbers.host(), this::writeRows, (long) rows.size() * mask.padded(), width);
    mask.addScores(inputs, argument, numbers);
    mask.addWeights(inputs, argument, numbers);
    inputs.add(
        argument,
        DataType.INT64,
        to -> {
          for (int label : labels) {
            to.putLong(label);
          }
        },
        labels.length);
  }

  private void writeRows(ByteBuffer to) {
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
