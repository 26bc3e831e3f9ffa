package io.fedlora.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The numbers of a part of trainable state.
 *
 * @param part its name
 * @param values all entries one behind the other
 */
record Values(String part, float[] values) {
  /** The values as little-endian float32. */
  byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
