package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes rank from low-rank adapters: in each, the columns with the smallest {@code ‖B_i‖ · ‖A_i‖}
 * go, and the others stay in their order ({@code docs/methods.md#sa-fedlora}). Of equals the first
 * stay.
 */
final class RankCut {
  private static final String DOWN = ".A";
  private static final String UP = ".Bt";

  private RankCut() {}

  /** The rank of a part's first adapter. */
  static int rank(Part part) {
    return part.layout().entries().get(0).shape().get(0);
  }

  /**
   * The part with adapters of a rank.
   *
   * @param part whose arrays are A and B transposed of adapters
   * @param layout of the same arrays with no more rows
   */
  static Part cut(Part part, Layout layout) {
    float[] values = new float[layout.size()];
    for (Entry entry : layout.entries()) {
      Entry from = part.layout().entry(entry.name());
      int width = entry.shape().get(1);
      List<Integer> kept = kept(part, adapter(entry.name()), entry.shape().get(0));
      for (int row = 0; row < kept.size(); row++) {
        System.arraycopy(
            part.values(),
            from.offset() + kept.get(row) * width,
            values,
            entry.offset() + row * width,
            width);
      }
    }
    return new Part(part.name(), layout, values);
  }

  private static String adapter(String entry) {
    return entry.substring(0, entry.lastIndexOf('.'));
  }

  /** The rows of an adapter that stay. */
  private static List<Integer> kept(Part part, String adapter, int rank) {
    Entry down = part.layout().entry(adapter + DOWN);
    Entry up = part.layout().entry(adapter + UP);
    double[] importance = new double[down.shape().get(0)];
    for (int row = 0; row < importance.length; row++) {
      importance[row] = norm(part.values(), down, row) * norm(part.values(), up, row);
    }
    return IntStream.range(0, importance.length)
        .boxed()
        .sorted(Comparator.comparing((Integer row) -> -importance[row]))
        .limit(rank)
        .sorted()
        .toList();
  }

  private static double norm(float[] values, Entry entry, int row) {
    int width = entry.shape().get(1);
    double sum = 0;
    for (int i = entry.offset() + row * width; i < entry.offset() + (row + 1) * width; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum);
  }
}
