package io.fedlora.message;

import com.esotericsoftware.kryo.io.Output;
import java.io.OutputStream;

/** Counts what would be written; the values of parts, which have one length each, unseen. */
final class LengthOutput extends Output {
  private static final int BUFFER = 4096;

  LengthOutput() {
    super(OutputStream.nullOutputStream(), BUFFER);
  }

  @Override
  public void writeFloats(float[] values, int offset, int count) {
    total += (long) count * Float.BYTES;
  }
}
