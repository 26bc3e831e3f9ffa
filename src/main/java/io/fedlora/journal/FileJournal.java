package io.fedlora.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a file, one event a line. Lines are numbered and timed where they happen and
 * written by a thread of its own, so that no turn waits for the disk.
 */
public final class FileJournal implements Journal, AutoCloseable {
  private static final byte[] END = new byte[0];
  private static final int LINES_IN_WAIT = 1 << 16;

  private final LongSupplier now;
  private final MessageDigest digest;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(LINES_IN_WAIT);
  private final Thread writer;
  private volatile @Nullable IOException failure;
  private long seq;
  private boolean closed;

  /**
   * Opens a new journal.
   *
   * @param file must not exist
   * @param now the clock
   */
  public FileJournal(Path file, LongSupplier now) throws IOException {
    this(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), now);
  }

  /** A journal on an open file, which it will close. */
  FileJournal(FileChannel channel, LongSupplier now) {
    this.now = now;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    this.writer = new Thread(() -> write(channel), "fedlora-journal");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public synchronized void append(Event event) {
    if (closed) {
      throw new IllegalStateException("journal is closed, refuses " + event);
    }
    byte[] line =
        (EventLine.of(++seq, now.getAsLong(), event) + "\n").getBytes(StandardCharsets.UTF_8);
    digest.update(line);
    put(line);
  }

  private void put(byte[] line) {
    IOException failed = failure;
    if (failed != null) {
      throw new UncheckedIOException("the journal cannot be written", failed);
    }
    try {
      queue.put(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing the journal", e);
    }
  }

  private void write(FileChannel channel) {
    try (channel;
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      while (true) {
        byte[] line = queue.poll();
        if (line == null) {
          out.flush();
          line = queue.take();
        }
        if (line == END) {
          out.flush();
          channel.force(true);
          return;
        }
        if (failure == null) {
          out.write(line);
        }
      }
    } catch (IOException e) {
      failure = e;
      queue.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until every line is on the disk.
   *
   * @return the SHA-256 of the file in hexadecimal
   * @throws IOException if a line could not be written
   */
  public String finish() throws IOException {
    close();
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    endWriting();
  }

  /** An interrupt does not cut the journal short: it is remembered until all lines are written. */
  private void endWriting() {
    boolean interrupted = false;
    boolean ending = false;
    while (!ending || writer.isAlive()) {
      try {
        if (!ending) {
          queue.put(END);
          ending = true;
        }
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
