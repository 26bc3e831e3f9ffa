package io.fedlora.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file of lines that grows while a run goes on. A kill may leave its last line torn; when the
 * file is opened again, that line is cut off. Whoever opens it again to go on from the beginning
 * tells all its lines once more: they are compared with those that stand there, and only what comes
 * behind them is written.
 *
 * <p>For one thread at a time.
 */
public final class GrowingFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private final InputStream old;
  private long toCompare;
  private long told;

  private GrowingFile(Path file, FileChannel channel, long toCompare) throws IOException {
    this.file = file;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    this.toCompare = toCompare;
    this.old =
        toCompare == 0
            ? InputStream.nullInputStream()
            : new BufferedInputStream(
                Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ)), BUFFER);
  }

  /** A new file, which must not exist. */
  public static GrowingFile create(Path file) throws IOException {
    return new GrowingFile(
        file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 0);
  }

  /** A file whose lines will be told once more; a new one if there is none. */
  public static GrowingFile toldAgain(Path file) throws IOException {
    FileChannel channel = openWhole(file);
    return new GrowingFile(file, channel, channel.position());
  }

  /** A file that further lines are put behind; a new one if there is none. */
  public static GrowingFile continued(Path file) throws IOException {
    return new GrowingFile(file, openWhole(file), 0);
  }

  /** At its end, which is that of a line. */
  private static FileChannel openWhole(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long end = endOfLastLine(channel);
      channel.truncate(end);
      channel.position(end);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BUFFER);
    long end = channel.size();
    while (end > 0) {
      long start = Math.max(0, end - BUFFER);
      block.clear().limit((int) (end - start));
      int read = 0;
      while (block.hasRemaining() && read >= 0) {
        read = channel.read(block, start + block.position());
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /**
   * Takes a line.
   *
   * @param line with its end
   * @throws DivergenceException if another one stands there
   */
  public void add(byte[] line) throws IOException {
    told++;
    if (toCompare == 0) {
      named(() -> out.write(line));
      return;
    }
    if (line.length > toCompare || !Arrays.equals(old.readNBytes(line.length), line)) {
      throw new DivergenceException(file, told);
    }
    toCompare -= line.length;
  }

  /** Hands what was written to the system. */
  public void flush() throws IOException {
    named(out::flush);
  }

  /** Hands what was written to the disk. */
  public void force() throws IOException {
    named(
        () -> {
          out.flush();
          channel.force(true);
        });
  }

  private interface Writing {
    void run() throws IOException;
  }

  /** A full disk does not say which file it was that there was no room for. */
  private void named(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException e) {
      throw new IOException(file + " cannot be written: " + DiskReason.of(e), e);
    }
  }

  /**
   * To be called when nothing will be told any more.
   *
   * @throws DivergenceException if more stands there
   */
  public void requireAllTold() {
    if (toCompare > 0) {
      throw new DivergenceException(file, told + 1);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel;
        old) {
      named(out::flush);
    }
  }
}
