package io.fedlora.run;

import io.fedlora.file.DiskReason;
import io.fedlora.server.UpdateKeeper;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The wire records of all updates that may be merged, one behind the other, each with its length
 * before it (4 bytes, big-endian).
 */
final class FrameFile implements UpdateKeeper, Closeable {
  private final Path file;
  private final Path growing;
  private final FileChannel channel;
  private final DataOutputStream out;
  private boolean refused;

  /**
   * Opens the file under a temporary name in the same folder. When it is closed, it gets its own
   * name; but what an earlier session left there stays where it is longer: this one was broken off
   * before it came as far.
   */
  FrameFile(Path file) throws IOException {
    this.file = file;
    this.growing = file.resolveSibling("." + file.getFileName() + ".part");
    this.channel =
        FileChannel.open(
            growing,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20));
  }

  @Override
  public void keep(long request, byte[] frame) {
    try {
      out.writeInt(frame.length);
      out.write(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(growing + " cannot be written: " + DiskReason.of(e), e);
    }
  }

  private void finish() throws IOException {
    try {
      out.flush();
      channel.force(true);
    } catch (IOException e) {
      throw new IOException(growing + " cannot be written: " + DiskReason.of(e), e);
    }
    out.close();
  }

  /** What is written here is not the run's: it goes when this is closed. */
  void refuse() {
    refused = true;
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      if (refused) {
        channel.close();
        Files.delete(growing);
        return;
      }
      finish();
      if (Files.exists(file) && Files.size(file) > Files.size(growing)) {
        Files.delete(growing);
      } else {
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}
