package io.fedlora.run;

import io.fedlora.server.UpdateKeeper;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The wire records of all updates that may be merged, one behind the other, each with its length
 * before it (4 bytes, big-endian).
 */
final class FrameFile implements UpdateKeeper, AutoCloseable {
  private final DataOutputStream out;

  FrameFile(Path file) throws IOException {
    this.out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 20));
  }

  @Override
  public void keep(long request, byte[] frame) {
    try {
      out.writeInt(frame.length);
      out.write(frame);
    } catch (IOException e) {
      throw new UncheckedIOException("an update cannot be kept in the run folder", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
