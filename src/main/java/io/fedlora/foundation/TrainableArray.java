package io.fedlora.foundation;

import java.util.List;

/**
 * One array that an insertion reads.
 *
 * @param part the part that holds it
 * @param name of its entry, as {@code layer.4.query.A}
 * @param shape row-major
 */
public record TrainableArray(String part, String name, List<Integer> shape) {
  public TrainableArray {
    shape = List.copyOf(shape);
  }

  static TrainableArray of(String part, String name, Integer... shape) {
    return new TrainableArray(part, name, List.of(shape));
  }
}
