package io.fedlora.foundation.torch;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One trainable array of a script: a whole part in the fast form, one entry of it in the plain one.
 *
 * @param part the part it is cut from
 * @param offset where in the part it starts
 * @param shape row-major
 */
record Leaf(String part, int offset, List<Integer> shape) {
  Leaf {
    shape = List.copyOf(shape);
  }

  /** The leaves of parts, in order. */
  static List<Leaf> of(Map<String, Layout> layouts, Form form) {
    List<Leaf> leaves = new ArrayList<>();
    layouts.forEach(
        (part, layout) -> {
          if (form == Form.FAST) {
            leaves.add(new Leaf(part, 0, List.of(layout.size())));
          } else {
            for (Entry entry : layout.entries()) {
              leaves.add(new Leaf(part, entry.offset(), entry.shape()));
            }
          }
        });
    return leaves;
  }

  /** How many values. */
  int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Its shape as DJL takes it. */
  long[] extents() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }
}
