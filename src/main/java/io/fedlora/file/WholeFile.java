package io.fedlora.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, forced to the disk,
 * then renamed. Whoever looks at any moment, or after a crash, finds the old file or the new one.
 */
public final class WholeFile {
  /** Keeps temporary names apart inside one process; the process id does between processes. */
  private static final AtomicLong SERIAL = new AtomicLong();

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /** Writes a text in UTF-8. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes these bytes. */
  public static void write(Path file, byte[] bytes) {
    write(file, out -> out.write(bytes));
  }

  /**
   * Writes what the content gives; a file of that name is replaced. The folder must exist.
   *
   * @throws UncheckedIOException if it fails; nothing is left behind then
   */
  public static void write(Path file, Content content) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      throw new IllegalArgumentException(file + " is no name for a file");
    }
    Path temporary =
        folder.resolve(
            "." + name + "." + ProcessHandle.current().pid() + "-" + SERIAL.incrementAndGet());
    try {
      try {
        fill(temporary, content);
        Files.move(
            temporary,
            absolute,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (AccessDeniedException e) {
      throw new UncheckedIOException(
          file + ": cannot be written: " + folder + " may not be written to", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + DiskReason.of(e), e);
    }
    force(folder);
  }

  /** Whether this is what a process that was killed left of a file that it was writing. */
  public static boolean isHalfWritten(Path file) {
    return String.valueOf(file.getFileName()).matches("\\..+\\.\\d+-\\d+");
  }

  private static void fill(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /** Makes the rename itself last; systems that cannot open a folder need no such thing. */
  private static void force(Path folder) {
    FileChannel opened;
    try {
      opened = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      return;
    }
    try (FileChannel channel = opened) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be written: " + DiskReason.of(e), e);
    }
  }
}
