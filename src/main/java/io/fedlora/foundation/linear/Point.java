package io.fedlora.foundation.linear;

import io.fedlora.adapter.Entry;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Trainable parts as float64 vectors, and the weight {@code W = Σ s B A} that their adapters make;
 * W0 is zero. Directions and gradients are points as well: with B, A for the factors here, V_B, V_A
 * for those of a direction, and G, Ġ for derivatives by W, the products are those of the {@code
 * docs/methods.md#the-second-order-term}.
 *
 * @param wiring of low-rank adapters only
 * @param values by part, in the parts' layouts; where a part is absent it is zero
 */
record Point(Wiring wiring, Map<String, double[]> values) {
  /** {@code W = Σ s B A}. */
  DMatrixRMaj weight() {
    DMatrixRMaj sum = zeroWeight();
    for (LowRank adapter : adapters()) {
      CommonOps_DDRM.multAddTransA(adapter.scale(), up(adapter), down(adapter), sum);
    }
    return sum;
  }

  /** How W changes along a direction: {@code Ẇ = Σ s (V_B A + B V_A)}. */
  DMatrixRMaj tangent(Map<String, double[]> direction) {
    Point along = new Point(wiring, direction);
    DMatrixRMaj sum = zeroWeight();
    for (LowRank adapter : attached()) {
      CommonOps_DDRM.multAddTransA(adapter.scale(), along.up(adapter), down(adapter), sum);
      CommonOps_DDRM.multAddTransA(adapter.scale(), up(adapter), along.down(adapter), sum);
    }
    return sum;
  }

  /** The gradients {@code ∇_B = s G Aᵀ}, {@code ∇_A = s Bᵀ G} of some parts. */
  Map<String, double[]> gradients(Collection<String> parts, DMatrixRMaj byWeight) {
    Map<String, double[]> products = new LinkedHashMap<>();
    for (String part : parts) {
      products.put(part, new double[wiring.layout(part).size()]);
    }
    for (LowRank adapter : attached()) {
      double[] ofDown = products.get(adapter.downPart());
      double[] ofUp = products.get(adapter.upPart());
      if (ofDown != null) {
        DMatrixRMaj product = new DMatrixRMaj(adapter.rank(), byWeight.numCols);
        CommonOps_DDRM.mult(adapter.scale(), up(adapter), byWeight, product);
        put(product, ofDown, entry(adapter.downPart(), adapter.down()));
      }
      if (ofUp != null) {
        DMatrixRMaj product = new DMatrixRMaj(adapter.rank(), byWeight.numRows);
        CommonOps_DDRM.multTransB(adapter.scale(), down(adapter), byWeight, product);
        put(product, ofUp, entry(adapter.upPart(), adapter.up()));
      }
    }
    return products;
  }

  /**
   * How the gradients of some parts change along a direction: {@code s (Ġ Aᵀ + G V_Aᵀ)} for B,
   * {@code s (Bᵀ Ġ + V_Bᵀ G)} for A. The second terms are those of the parts that the direction
   * itself moves.
   */
  Map<String, double[]> alongDirection(
      Collection<String> parts,
      DMatrixRMaj byWeight,
      DMatrixRMaj change,
      Map<String, double[]> direction) {
    Map<String, double[]> moved = new Point(wiring, direction).gradients(parts, byWeight);
    return Vectors.plus(gradients(parts, change), 1, moved);
  }

  private List<LowRank> adapters() {
    return wiring.insertions().stream().map(LowRank.class::cast).toList();
  }

  private List<LowRank> attached() {
    return adapters().stream().filter(adapter -> !adapter.detached()).toList();
  }

  private DMatrixRMaj down(LowRank adapter) {
    return matrix(adapter.downPart(), adapter.down());
  }

  private DMatrixRMaj up(LowRank adapter) {
    return matrix(adapter.upPart(), adapter.up());
  }

  private DMatrixRMaj matrix(String part, String name) {
    Entry entry = entry(part, name);
    double[] all = values.get(part);
    double[] own =
        all == null
            ? new double[entry.size()]
            : Arrays.copyOfRange(all, entry.offset(), entry.offset() + entry.size());
    return DMatrixRMaj.wrap(entry.shape().get(0), entry.shape().get(1), own);
  }

  private Entry entry(String part, String name) {
    return wiring.layout(part).entry(name);
  }

  private static void put(DMatrixRMaj product, double[] to, Entry entry) {
    System.arraycopy(product.data, 0, to, entry.offset(), entry.size());
  }

  private DMatrixRMaj zeroWeight() {
    Architecture shape = wiring.architecture();
    return new DMatrixRMaj(shape.outputs(Linear.QUERY), shape.inputs(Linear.QUERY));
  }
}
