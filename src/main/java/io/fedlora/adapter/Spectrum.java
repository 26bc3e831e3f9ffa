package io.fedlora.adapter;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.decomposition.svd.SvdImplicitQrDecompose_DDRM;

/**
 * The singular value decomposition {@code U S Vᵀ} of a sum of low-rank updates {@code Σ scale_j B_j
 * A_j} of one linear, found from the factors: with {@code Aᵀ = Q_a R_a} and {@code B = Q_b R_b}
 * only the small core {@code R_b R_aᵀ} is decomposed, and the full matrix is never formed.
 *
 * <p>One thread, float64, a fixed order: the same factors give the same bits. The decompositions
 * are named by class, because the library's factory may hand out parallel ones.
 */
public final class Spectrum {
  /** A singular value counts towards the numerical rank above this share of the largest. */
  public static final double RANK_TOLERANCE = 1e-2;

  private final int inputs;
  private final int outputs;
  private final DMatrixRMaj left;
  private final double[] values;
  private final DMatrixRMaj right;

  private Spectrum(Factors sum) {
    inputs = sum.inputs();
    outputs = sum.outputs();
    Qr a = Qr.of(transposed(sum.a(), sum.rank(), inputs, 1));
    Qr b = Qr.of(transposed(sum.bt(), sum.rank(), outputs, sum.scale()));
    DMatrixRMaj core = new DMatrixRMaj(b.r.numRows, a.r.numRows);
    CommonOps_DDRM.multTransB(b.r, a.r, core);
    if (MatrixFeatures_DDRM.hasUncountable(core)) {
      throw new IllegalArgumentException("an update that is not finite has no singular values");
    }
    SvdImplicitQrDecompose_DDRM svd = new SvdImplicitQrDecompose_DDRM(true, true, true, false);
    if (!svd.decompose(core)) {
      throw new ArithmeticException("the singular values of an update did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj v = svd.getV(null, false);
    values = svd.getSingularValues();
    int count = svd.numberOfSingularValues();
    SingularOps_DDRM.descendingOrder(u, false, values, count, v, false);
    left = new DMatrixRMaj(outputs, u.numCols);
    CommonOps_DDRM.mult(b.q, u, left);
    right = new DMatrixRMaj(inputs, v.numCols);
    CommonOps_DDRM.mult(a.q, v, right);
  }

  /**
   * Decomposes the sum of these updates.
   *
   * @param terms at least one, all of the same linear, all values finite
   */
  public static Spectrum of(List<Factors> terms) {
    return new Spectrum(Factors.stack(terms));
  }

  /** The singular values in descending order, at most as many as the ranks add up to. */
  public double[] values() {
    return Arrays.copyOf(values, left.numCols);
  }

  /** How many singular values lie above {@link #RANK_TOLERANCE} of the largest; 0 for all zeros. */
  public int rank() {
    return rank(RANK_TOLERANCE);
  }

  /** How many singular values lie above this share of the largest; 0 if all are zero. */
  public int rank(double tolerance) {
    int rank = 0;
    while (rank < left.numCols && values[rank] > tolerance * values[0]) {
      rank++;
    }
    return rank;
  }

  /**
   * The best approximation of that rank as factors {@code A = Vᵀ}, {@code B = U S}, of scale 1;
   * rows beyond the singular values are zero. Each row of A has its largest value positive, which
   * makes the signs unique.
   */
  public Factors truncated(int rank) {
    float[] a = new float[rank * inputs];
    float[] bt = new float[rank * outputs];
    for (int row = 0; row < Math.min(rank, left.numCols); row++) {
      double sign = sign(row);
      for (int i = 0; i < inputs; i++) {
        a[row * inputs + i] = (float) (sign * right.get(i, row));
      }
      for (int i = 0; i < outputs; i++) {
        bt[row * outputs + i] = (float) (sign * values[row] * left.get(i, row));
      }
    }
    return new Factors(rank, inputs, outputs, a, bt, 1);
  }

  private double sign(int column) {
    double largest = 0;
    for (int i = 0; i < inputs; i++) {
      double value = right.get(i, column);
      if (Math.abs(value) > Math.abs(largest)) {
        largest = value;
      }
    }
    return largest < 0 ? -1 : 1;
  }

  private static DMatrixRMaj transposed(float[] rows, int rank, int width, double scale) {
    DMatrixRMaj matrix = new DMatrixRMaj(width, rank);
    for (int row = 0; row < rank; row++) {
      for (int i = 0; i < width; i++) {
        matrix.set(i, row, scale * rows[row * width + i]);
      }
    }
    return matrix;
  }

  private record Qr(DMatrixRMaj q, DMatrixRMaj r) {
    static Qr of(DMatrixRMaj matrix) {
      QRDecompositionHouseholderColumn_DDRM qr = new QRDecompositionHouseholderColumn_DDRM();
      // It answers false where a column is zero, as those of an untrained B are; the factors are
      // right all the same.
      qr.decompose(matrix);
      return new Qr(qr.getQ(null, true), qr.getR(null, true));
    }
  }
}
