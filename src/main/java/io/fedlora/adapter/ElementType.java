package io.fedlora.adapter;

import java.nio.ByteBuffer;

/** A number format of a safetensors file that can be read into float32. */
enum ElementType {
  F64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  F32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  F16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return half(bytes.getShort());
    }
  },
  BF16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  I64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getLong();
    }
  };

  private static final int HALF_FRACTION_BITS = 10;
  private static final int HALF_EXPONENT_MASK = 0x1F;

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  int bytes() {
    return bytes;
  }

  /** Takes the next number, in the buffer's byte order. */
  abstract float next(ByteBuffer bytes);

  /** The value of an IEEE 754 binary16 number; the JDK converts it only from version 20 on. */
  private static float half(short bits) {
    int exponent = (bits >> HALF_FRACTION_BITS) & HALF_EXPONENT_MASK;
    int fraction = bits & 0x3FF;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == HALF_EXPONENT_MASK) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      int widened = exponent - 15 + 127;
      magnitude = Float.intBitsToFloat(widened << 23 | fraction << 13);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
