package io.fedlora.check;

import java.util.List;

/**
 * An array of a part.
 *
 * @param name within the part, as {@code layer.4.query.A}
 * @param extents of each dimension
 */
record Shape(String name, List<Integer> extents) {
  Shape {
    extents = List.copyOf(extents);
  }

  /** How many values it has. */
  int size() {
    return extents.stream().reduce(1, (a, b) -> a * b);
  }
}
