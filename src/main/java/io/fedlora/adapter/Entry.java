package io.fedlora.adapter;

import java.util.List;

/**
 * One named array inside a part.
 *
 * @param name as {@code layer.4.query.A}
 * @param shape row-major
 * @param offset where its values start in the part's vector
 */
public record Entry(String name, List<Integer> shape, int offset) {
  public Entry {
    shape = List.copyOf(shape);
  }

  /** How many values it holds. */
  public int size() {
    int size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }
}
