package io.fedlora.journal;

import io.fedlora.file.DivergenceException;
import io.fedlora.file.GrowingFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
  private final GrowingFile file;
  private final Thread writer;
  private volatile @Nullable Exception failure;
  private long seq;
  private boolean closed;

  /**
   * Opens a new journal.
   *
   * @param file must not exist
   * @param now the clock
   */
  public FileJournal(Path file, LongSupplier now) throws IOException {
    this(GrowingFile.create(file), now);
  }

  /**
   * A journal in an open file, which it will close. If the file is one whose lines are told again,
   * so must be the events: with the first that differs, appending fails.
   */
  public FileJournal(GrowingFile file, LongSupplier now) {
    this.file = file;
    this.now = now;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    this.writer = new Thread(this::write, "fedlora-journal");
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
    Exception failed = failure;
    if (failed instanceof DivergenceException divergence) {
      throw divergence;
    } else if (failed instanceof IOException cause) {
      throw new UncheckedIOException(cause.getMessage(), cause);
    }
    try {
      queue.put(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing the journal", e);
    }
  }

  private void write() {
    try (file) {
      while (true) {
        byte[] line = queue.poll();
        if (line == null) {
          file.flush();
          line = queue.take();
        }
        if (line == END) {
          file.force();
          return;
        }
        file.add(line);
      }
    } catch (IOException | DivergenceException e) {
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
   * @throws DivergenceException if the file held other lines, or more of them
   */
  public String finish() throws IOException {
    close();
    Exception failed = failure;
    if (failed instanceof DivergenceException divergence) {
      throw divergence;
    } else if (failed instanceof IOException cause) {
      throw cause;
    }
    file.requireAllTold();
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
