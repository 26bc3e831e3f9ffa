package io.fedlora.adapter;

import java.util.List;

/**
 * A plain array with a shape.
 *
 * @param shape row-major; empty for a single number
 * @param values as many as the shape says
 */
public record Tensor(List<Integer> shape, float[] values) {
  public Tensor {
    shape = List.copyOf(shape);
    long size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(values.length + " values for shape " + shape);
    }
  }
}
