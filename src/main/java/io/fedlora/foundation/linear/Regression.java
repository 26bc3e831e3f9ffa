package io.fedlora.foundation.linear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * The loss {@code f = ½‖WX − Y‖²/N} of N columns and its derivatives by W ({@code
 * docs/methods.md#the-second-order-term}).
 *
 * @param x inputs, a column each
 * @param y outputs, a column each
 */
record Regression(DMatrixRMaj x, DMatrixRMaj y) {
  int columns() {
    return x.numCols;
  }

  /** The loss. */
  double loss(DMatrixRMaj weight) {
    double norm = NormOps_DDRM.normF(residual(weight));
    return 0.5 * norm * norm / columns();
  }

  /** ½‖W x − y‖² of each column, of which the loss is the mean. */
  double[] losses(DMatrixRMaj weight) {
    DMatrixRMaj residual = residual(weight);
    double[] losses = new double[columns()];
    for (int row = 0; row < residual.numRows; row++) {
      for (int column = 0; column < losses.length; column++) {
        double distance = residual.get(row, column);
        losses[column] += 0.5 * distance * distance;
      }
    }
    return losses;
  }

  /** {@code G = (WX − Y)Xᵀ/N}. */
  DMatrixRMaj gradient(DMatrixRMaj weight) {
    return timesInputs(residual(weight));
  }

  /** How the gradient changes along a direction of W: {@code Ġ = Ẇ X Xᵀ/N}. */
  DMatrixRMaj curvature(DMatrixRMaj direction) {
    return timesInputs(prediction(direction));
  }

  private DMatrixRMaj prediction(DMatrixRMaj weight) {
    DMatrixRMaj product = new DMatrixRMaj(weight.numRows, x.numCols);
    CommonOps_DDRM.mult(weight, x, product);
    return product;
  }

  private DMatrixRMaj residual(DMatrixRMaj weight) {
    DMatrixRMaj residual = prediction(weight);
    CommonOps_DDRM.subtractEquals(residual, y);
    return residual;
  }

  private DMatrixRMaj timesInputs(DMatrixRMaj columns) {
    DMatrixRMaj product = new DMatrixRMaj(columns.numRows, x.numRows);
    CommonOps_DDRM.multTransB(1.0 / columns(), columns, x, product);
    return product;
  }
}
