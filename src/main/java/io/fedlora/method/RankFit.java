package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import java.util.List;

/**
 * Brings an adapter from one rank to another: of every factor the first rows stay, and zeros stand
 * below them where rows are missing. A row of A goes with one of B transposed, so that truncating
 * an adapter drops its last components and padding leaves what it does as it is.
 */
final class RankFit {
  private RankFit() {}

  /** The part in a layout whose entries have the same names, and rows of the same width. */
  static Part fitted(Part part, Layout layout) {
    return new Part(part.name(), layout, fitted(part.values(), part.layout(), layout));
  }

  /** Values that are laid out as a part's, as moments are. */
  static float[] fitted(float[] values, Layout from, Layout to) {
    float[] fitted = new float[to.size()];
    for (Entry entry : to.entries()) {
      Entry old = from.entry(entry.name());
      int shared = Math.min(old.size(), entry.size());
      System.arraycopy(values, old.offset(), fitted, entry.offset(), shared);
    }
    return fitted;
  }

  /**
   * The rank that all factors of a part have.
   *
   * @return 0 if they do not have one
   */
  static int rank(Layout layout) {
    List<Integer> ranks =
        layout.entries().stream()
            .map(entry -> entry.shape().isEmpty() ? 0 : entry.shape().get(0))
            .distinct()
            .toList();
    return ranks.size() == 1 ? ranks.get(0) : 0;
  }
}
