package io.fedlora.foundation.linear;

import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.Tokenizer;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Linear;
import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column of a regression, its inputs as the text and its outputs as the second text, both
 * numbers with blanks between them. A number takes two ids, the upper and the lower half of its
 * float64 bits, so that nothing is lost.
 */
final class ColumnTokenizer implements Tokenizer {
  private final int inputs;
  private final int outputs;

  /**
   * @param shape of the linear that is to read the columns
   */
  ColumnTokenizer(Architecture shape) {
    this.inputs = shape.inputs(Linear.QUERY);
    this.outputs = shape.outputs(Linear.QUERY);
  }

  @Override
  public EncodedText encode(String text, @Nullable String pair, int maxLength) {
    int length = 2 * (inputs + outputs);
    if (maxLength < length) {
      throw new ScenarioException(
          "local.max-length = %d: a column of %d inputs and %d outputs takes %d; write local.max-length = %d"
              .formatted(maxLength, inputs, outputs, length, length));
    }
    int[] ids = new int[length];
    int[] segments = new int[length];
    put(numbers(text, inputs), ids, 0);
    put(numbers(pair == null ? "" : pair, outputs), ids, 2 * inputs);
    Arrays.fill(segments, 2 * inputs, length, 1);
    return new EncodedText(ids, segments);
  }

  private static double[] numbers(String text, int count) {
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+");
    double[] numbers = new double[words.length];
    try {
      Arrays.setAll(numbers, i -> Double.parseDouble(words[i]));
    } catch (NumberFormatException e) {
      throw new ScenarioException(unfit("it reads numbers, found \"" + text + "\""), e);
    }
    if (numbers.length != count) {
      throw new ScenarioException(
          unfit("it reads columns of " + count + " numbers, found " + numbers.length));
    }
    return numbers;
  }

  private static String unfit(String reason) {
    return "corpus.source: the model linear cannot read its texts: "
        + reason
        + "; write corpus.source = low-rank-regression";
  }

  private static void put(double[] numbers, int[] ids, int from) {
    for (int i = 0; i < numbers.length; i++) {
      long bits = Double.doubleToRawLongBits(numbers[i]);
      ids[from + 2 * i] = (int) (bits >>> Integer.SIZE);
      ids[from + 2 * i + 1] = (int) bits;
    }
  }

  /** The numbers of an encoded column, inputs first. */
  static double[] numbers(EncodedText column) {
    double[] numbers = new double[column.ids().length / 2];
    for (int i = 0; i < numbers.length; i++) {
      long upper = (long) column.ids()[2 * i] << Integer.SIZE;
      numbers[i] = Double.longBitsToDouble(upper | Integer.toUnsignedLong(column.ids()[2 * i + 1]));
    }
    return numbers;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
