package io.fedlora.foundation.torch;

import ai.djl.ndarray.types.DataType;
import java.util.List;

/**
 * The arrays of one minibatch: rows, mask, pooling weights and labels; what rows of token ids add;
 * and a teacher's class scores.
 *
 * @param rows what the encoder starts from
 * @param mask the tokens of each text
 * @param labels the class of each text
 * @param teacher [rows][classes], or empty
 */
record BatchArrays(RowSource rows, Mask mask, int[] labels, List<float[]> teacher, Numbers numbers)
    implements BatchSource {
  /** Where the teacher's scores stand among the arrays. */
  static int teacherPlace(boolean fromTokens) {
    return fromTokens ? 6 : 4;
  }

  @Override
  public void addTo(Inputs inputs, String argument) {
    rows.addRows(inputs, argument, mask, numbers);
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
    rows.addRest(inputs, argument, mask);
    if (!teacher.isEmpty()) {
      inputs.add(
          argument,
          numbers.host(),
          to -> {
            for (float[] row : teacher) {
              for (float score : row) {
                numbers.put(to, score);
              }
            }
          },
          teacher.size(),
          teacher.get(0).length);
    }
  }
}
