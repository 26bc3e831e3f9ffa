package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Part;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;

/**
 * HETLoRA's regulariser {@code λ Σ ‖B[:, c:]‖ · ‖A[c:, :]‖} over the adapted linears, with {@code c
 * = floor(γ r)}: it presses on the last components of an adapter, and where they give way the rank
 * is pruned ({@code docs/methods.md#hetlora}).
 *
 * @param share γ, above 0 and at most 1; with 1 there is no tail
 * @param weight λ, not negative
 */
record TailPenalty(double share, double weight) {
  /** c, how many components of that many are before the tail. */
  int kept(int rank) {
    return (int) Math.floor(share * rank);
  }

  /** {@code Σ ‖B[:, c:]‖ · ‖A[c:, :]‖}. */
  double product(Wiring wiring, Part part) {
    double sum = 0;
    for (Insertion insertion : wiring.insertions()) {
      LowRank adapter = (LowRank) insertion;
      sum += norm(part, adapter.down()) * norm(part, adapter.up());
    }
    return sum;
  }

  /**
   * Adds the penalty's gradient, {@code λ ‖A_tail‖/‖B_tail‖ · B_tail} by B and likewise by A. Where
   * a tail is zero, as B's is at first, its own gradient has no direction and is taken as zero.
   */
  void addGradient(Wiring wiring, Part part, float[] gradient) {
    for (Insertion insertion : wiring.insertions()) {
      LowRank adapter = (LowRank) insertion;
      double down = norm(part, adapter.down());
      double up = norm(part, adapter.up());
      add(part, adapter.down(), down > 0 ? weight * up / down : 0, gradient);
      add(part, adapter.up(), up > 0 ? weight * down / up : 0, gradient);
    }
  }

  private void add(Part part, String name, double factor, float[] gradient) {
    Entry entry = part.layout().entry(name);
    for (int i = tail(entry); i < entry.offset() + entry.size(); i++) {
      gradient[i] = (float) (gradient[i] + factor * part.values()[i]);
    }
  }

  private double norm(Part part, String name) {
    Entry entry = part.layout().entry(name);
    double sum = 0;
    for (int i = tail(entry); i < entry.offset() + entry.size(); i++) {
      sum += (double) part.values()[i] * part.values()[i];
    }
    return Math.sqrt(sum);
  }

  /** Where a factor's tail begins: its rows from c on, both factors being kept by rows. */
  private int tail(Entry entry) {
    int rank = entry.shape().get(0);
    return entry.offset() + kept(rank) * (entry.size() / rank);
  }
}
