package io.fedlora.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The numbers of a part of trainable state.
 *
 * @param part its name
 * @param shapes its arrays in order; empty where they are not known
 * @param values all arrays one behind the other
 */
record Values(String part, List<Shape> shapes, float[] values) {
  Values {
    shapes = List.copyOf(shapes);
  }

  /** Values of arrays that are not known. */
  Values(String part, float[] values) {
    this(part, List.of(), values);
  }

  /** The same arrays with other values. */
  Values with(float[] other) {
    return new Values(part, shapes, other);
  }

  /** The values as little-endian float32. */
  byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
