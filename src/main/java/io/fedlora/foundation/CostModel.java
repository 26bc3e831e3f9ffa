package io.fedlora.foundation;

import io.fedlora.corpus.Batch;
import java.util.List;

/** Placeholder. */
public final class CostModel {
  private CostModel() {}

  public static long step(Wiring wiring, Recipe recipe, List<Batch> batches) {
    long sum = 0;
    for (Batch b : batches) sum += 3 * forward(wiring, b.rows(), b.length());
    return sum;
  }

  public static long forward(Wiring wiring, int rows, int length) {
    return frozenPrefix(wiring.architecture(), wiring.architecture().layers(), length) * rows;
  }

  public static long frozenPrefix(Architecture a, int layer, int length) {
    return (long) layer * length * (8L * a.width() * a.width() + 4L * a.width() * a.feedForward() + 4L * length * a.width());
  }
}
