package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Factors;
import io.fedlora.adapter.Part;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import java.util.Arrays;
import java.util.List;

/**
 * HETLoRA's merge of adapters of different ranks: padded with zeros to the greatest rank, and
 * weighted by how much each of them does, {@code S_k = ‖B_k A_k‖} ({@code
 * docs/methods.md#hetlora}).
 *
 * @param wiring of the greatest rank
 * @param norms what S_k is taken over
 */
record SparsityMerge(Wiring wiring, Norms norms) {
  /** What a client's S_k is taken over. */
  enum Norms {
    /** All adapted linears, the root of their summed squares: one weight a client. */
    WHOLE_MODEL,
    /** Each linear by itself: a weight for each. */
    PER_MODULE
  }

  /**
   * The merged part.
   *
   * @param parts by client, of any ranks up to the greatest
   * @param shares of the clients besides, as for staleness, summing to 1; they alone count where
   *     all S_k are zero, as before anything has been learnt
   */
  Part merged(List<Part> parts, double[] shares) {
    String name = parts.get(0).name();
    List<Part> padded =
        parts.stream().map(part -> RankFit.fitted(part, wiring.layout(name))).toList();
    double[][] squares = new double[parts.size()][];
    for (int k = 0; k < squares.length; k++) {
      squares[k] = squaredNorms(parts.get(k));
    }
    double[] whole = weights(squares, shares, 0, wiring.insertions().size());
    double[] sum = new double[wiring.layout(name).size()];
    for (int module = 0; module < wiring.insertions().size(); module++) {
      LowRank adapter = (LowRank) wiring.insertions().get(module);
      double[] weights =
          norms == Norms.PER_MODULE ? weights(squares, shares, module, module + 1) : whole;
      for (String factor : List.of(adapter.down(), adapter.up())) {
        add(padded, weights, wiring.layout(name).entry(factor), sum);
      }
    }
    float[] values = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      values[i] = (float) sum[i];
    }
    return padded.get(0).with(values);
  }

  /** ‖BA‖² of each adapted linear, in the wiring's order. */
  private double[] squaredNorms(Part part) {
    double[] squares = new double[wiring.insertions().size()];
    int module = 0;
    for (Insertion insertion : wiring.insertions()) {
      LowRank adapter = (LowRank) insertion;
      double norm = Factors.of(part, adapter.down(), adapter.up(), adapter.scale()).norm();
      squares[module++] = norm * norm;
    }
    return squares;
  }

  private static double[] weights(double[][] squares, double[] shares, int from, int to) {
    double[] weights = new double[shares.length];
    double total = 0;
    for (int k = 0; k < weights.length; k++) {
      double norm = Math.sqrt(Arrays.stream(squares[k], from, to).sum());
      weights[k] = shares[k] * norm;
      total += weights[k];
    }
    if (total == 0) {
      return shares;
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= total;
    }
    return weights;
  }

  private static void add(List<Part> parts, double[] weights, Entry entry, double[] sum) {
    for (int k = 0; k < weights.length; k++) {
      for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
        sum[i] += weights[k] * parts.get(k).values()[i];
      }
    }
  }
}
