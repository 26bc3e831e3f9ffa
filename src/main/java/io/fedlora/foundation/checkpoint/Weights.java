package io.fedlora.foundation.checkpoint;

import java.util.List;

/**
 * One array of a checkpoint.
 *
 * @param shape row-major; linears are [outputs, inputs]
 * @param values as many as the shape says
 */
public record Weights(List<Integer> shape, float[] values) {
  public Weights {
    shape = List.copyOf(shape);
  }
}
