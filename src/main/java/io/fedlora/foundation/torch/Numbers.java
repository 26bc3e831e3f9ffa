package io.fedlora.foundation.torch;

import ai.djl.ndarray.types.DataType;
import io.fedlora.foundation.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How numbers of a precision look on either side of a script call. The host side is the type of
 * trainables and of everything that crosses the call; the script casts to the compute type itself,
 * because DJL knows no bfloat16.
 */
enum Numbers {
  FLOAT32(DataType.FLOAT32, 6, 6, 4) {
    @Override
    void put(ByteBuffer to, double value) {
      to.putFloat((float) value);
    }
  },
  BFLOAT16(DataType.FLOAT32, 6, 15, 2) {
    @Override
    void put(ByteBuffer to, double value) {
      to.putFloat((float) value);
    }

    @Override
    void store(ByteBuffer from, byte[] kept) {
      // A bfloat16 is the upper half of the float32 of the same value: nothing is lost here.
      ByteBuffer to = ByteBuffer.wrap(kept).order(ByteOrder.nativeOrder());
      while (to.hasRemaining()) {
        to.putShort((short) (from.getInt() >>> 16));
      }
    }

    @Override
    void restore(byte[] kept, ByteBuffer to) {
      ByteBuffer from = ByteBuffer.wrap(kept).order(ByteOrder.nativeOrder());
      while (from.hasRemaining()) {
        to.putInt(from.getShort() << 16);
      }
    }
  },
  FLOAT64(DataType.FLOAT64, 7, 7, 8) {
    @Override
    void put(ByteBuffer to, double value) {
      to.putDouble(value);
    }
  };

  private final DataType host;
  private final int hostCode;
  private final int computeCode;
  private final int keptBytes;

  Numbers(DataType host, int hostCode, int computeCode, int keptBytes) {
    this.host = host;
    this.hostCode = hostCode;
    this.computeCode = computeCode;
    this.keptBytes = keptBytes;
  }

  static Numbers of(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> FLOAT32;
      case BFLOAT16 -> BFLOAT16;
      case FLOAT64 -> FLOAT64;
    };
  }

  /** The type of arrays that go into and come out of a call. */
  DataType host() {
    return host;
  }

  /** The host type's number in scripts. */
  int hostCode() {
    return hostCode;
  }

  /** The number, in scripts, of the type that frozen weights and activations have. */
  int computeCode() {
    return computeCode;
  }

  /** Bytes of one activation in the store. */
  int keptBytes() {
    return keptBytes;
  }

  /** Appends a value in the host type. */
  abstract void put(ByteBuffer to, double value);

  /** Appends values in the host type. */
  void putAll(ByteBuffer to, double... values) {
    for (double value : values) {
      put(to, value);
    }
  }

  /** Moves activations from a host buffer into the store's form, as many as fit. */
  void store(ByteBuffer from, byte[] kept) {
    from.get(kept);
  }

  /** Appends kept activations to a host buffer; the inverse of {@link #store}. */
  void restore(byte[] kept, ByteBuffer to) {
    to.put(kept);
  }
}
