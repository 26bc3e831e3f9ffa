package io.fedlora.check;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads {@code updates.frames} record by record. */
final class FrameFile implements AutoCloseable {
  private final DataInputStream in;
  private long left;
  private long read;
  private boolean torn;

  FrameFile(Path file) throws IOException {
    this.left = Files.size(file);
    this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /** The bytes of the next record; null if there is none that is whole. */
  byte @Nullable [] next() throws IOException {
    if (left < Integer.BYTES) {
      torn |= left > 0;
      return null;
    }
    int length = in.readInt();
    left -= Integer.BYTES;
    if (length < 0 || length > left) {
      torn = true;
      left = 0;
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    left -= length;
    read++;
    return bytes;
  }

  /** How many records have been read. */
  long read() {
    return read;
  }

  /** Whether the file ends inside a record. */
  boolean isTorn() {
    return torn;
  }

  /** Bytes not yet read. */
  long left() {
    return left;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
