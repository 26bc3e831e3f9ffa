package io.fedlora.adapter;

import java.util.Arrays;
import java.util.List;

/**
 * The thin factors of one low-rank update of a linear, {@code scale · B A}.
 *
 * @param rank rows of A and of B transposed; may be 0
 * @param inputs columns of A
 * @param outputs columns of B transposed
 * @param a [rank, inputs], row-major
 * @param bt B transposed, [rank, outputs], row-major
 * @param scale usually alpha / rank
 */
public record Factors(int rank, int inputs, int outputs, float[] a, float[] bt, double scale) {
  public Factors {
    if (a.length != rank * inputs || bt.length != rank * outputs) {
      throw new IllegalArgumentException(
          "factors of rank %d for %d inputs and %d outputs have %d and %d values"
              .formatted(rank, inputs, outputs, a.length, bt.length));
    }
  }

  /**
   * The factors that stand in a part under these names.
   *
   * @param down the entry of A, shape [rank, inputs]
   * @param up the entry of B transposed, shape [rank, outputs]
   */
  public static Factors of(Part part, String down, String up, double scale) {
    return of(part, down, part, up, scale);
  }

  /** The same where A and B stand in different parts. */
  public static Factors of(Part downPart, String down, Part upPart, String up, double scale) {
    Entry a = downPart.layout().entry(down);
    Entry bt = upPart.layout().entry(up);
    return new Factors(
        a.shape().get(0),
        a.shape().get(1),
        bt.shape().get(1),
        Arrays.copyOfRange(downPart.values(), a.offset(), a.offset() + a.size()),
        Arrays.copyOfRange(upPart.values(), bt.offset(), bt.offset() + bt.size()),
        scale);
  }

  /**
   * The sum of several updates of the same linear as one pair of factors: their rows one below the
   * other, each scale multiplied into its B.
   *
   * @return of scale 1 and of the sum of the ranks
   */
  public static Factors stack(List<Factors> terms) {
    Factors first = terms.get(0);
    int rank = 0;
    for (Factors term : terms) {
      if (term.inputs != first.inputs || term.outputs != first.outputs) {
        throw new IllegalArgumentException(
            "a %d by %d update cannot be added to a %d by %d one"
                .formatted(term.outputs, term.inputs, first.outputs, first.inputs));
      }
      rank += term.rank;
    }
    float[] a = new float[rank * first.inputs];
    float[] bt = new float[rank * first.outputs];
    int row = 0;
    for (Factors term : terms) {
      System.arraycopy(term.a, 0, a, row * first.inputs, term.a.length);
      for (int i = 0; i < term.bt.length; i++) {
        bt[row * first.outputs + i] = (float) (term.scale * term.bt[i]);
      }
      row += term.rank;
    }
    return new Factors(rank, first.inputs, first.outputs, a, bt, 1);
  }

  /**
   * The factors with another number of rows: the first ones kept, zeros below. Padding leaves the
   * update as it is; the scale is carried over untouched.
   */
  public Factors withRank(int newRank) {
    return new Factors(
        newRank,
        inputs,
        outputs,
        Arrays.copyOf(a, newRank * inputs),
        Arrays.copyOf(bt, newRank * outputs),
        scale);
  }

  /** The Frobenius norm of {@code scale · B A}, from {@code ‖BA‖² = tr(BᵀB AAᵀ)}. */
  public double norm() {
    double sum = 0;
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < rank; j++) {
        sum += dot(a, i, j, inputs) * dot(bt, i, j, outputs);
      }
    }
    return Math.abs(scale) * Math.sqrt(Math.max(0, sum));
  }

  private static double dot(float[] rows, int i, int j, int width) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      sum += (double) rows[i * width + k] * rows[j * width + k];
    }
    return sum;
  }
}
