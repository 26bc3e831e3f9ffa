package io.fedlora.resume;

import io.fedlora.file.UnreadableFileException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of records that are put one behind the other and read at any place: of each its length (4
 * bytes, big-endian), the CRC32C of the length (4 bytes), the CRC32C of its bytes (4 bytes), and
 * its bytes. A kill may leave the last record torn; opening the file cuts it off. The length has a
 * checksum of its own so that a wrong one is not taken for a record that was not written to its
 * end, with which all that stands behind it would be lost unseen.
 */
final class RecordLog implements Closeable {
  /** Length, and both checksums. */
  static final int HEADER_BYTES = 12;

  private final Path file;
  private final FileChannel channel;
  private long end;

  /** Where a record stands: the place of its bytes, and how many there are. */
  record Place(long offset, int length) {
    /** The first byte behind it. */
    long end() {
      return offset + length;
    }
  }

  /** Is shown every record of a log in order. */
  @FunctionalInterface
  interface Reader {
    /** A record, and where it stands. */
    void see(byte[] record, Place place) throws IOException;
  }

  private RecordLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * A log that is there, shown record by record.
   *
   * @throws UnreadableFileException if a record that was once whole is not what was written
   */
  static RecordLog open(Path file, Reader reader) throws IOException {
    RecordLog log =
        new RecordLog(
            file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    try {
      log.readAll(reader);
      log.cut(log.end);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
    return log;
  }

  private void readAll(Reader reader) throws IOException {
    long size = channel.size();
    while (end + HEADER_BYTES <= size) {
      ByteBuffer header = read(new Place(end, HEADER_BYTES));
      int length = header.getInt();
      if (header.getInt() != checksum(length)) {
        requireTorn(isZeroFrom(end, size));
        return;
      }
      Place place = new Place(end + HEADER_BYTES, length);
      if (place.end() > size) {
        return;
      }
      byte[] record = read(place).array();
      if (header.getInt() != checksum(record)) {
        requireTorn(isZeroFrom(place.end(), size));
        return;
      }
      reader.see(record, place);
      end = place.end();
    }
  }

  private void requireTorn(boolean isLast) {
    if (!isLast) {
      throw new UnreadableFileException(file, "is damaged at byte " + end);
    }
  }

  /** A power failure may leave room that was made for a record and never filled. */
  private boolean isZeroFrom(long start, long size) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    for (long at = start; at < size; at += block.position()) {
      block.clear();
      if (channel.read(block, at) < 0) {
        return true;
      }
      for (int i = 0; i < block.position(); i++) {
        if (block.get(i) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Puts a record behind the others and hands it to the system. */
  Place append(byte[] record) throws IOException {
    ByteBuffer bytes = framed(record);
    long at = end;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    Place place = new Place(end + HEADER_BYTES, record.length);
    end = at;
    return place;
  }

  /** Writes a record as it stands in a log. */
  static void write(OutputStream out, byte[] record) throws IOException {
    out.write(framed(record).array());
  }

  private static ByteBuffer framed(byte[] record) {
    return ByteBuffer.allocate(HEADER_BYTES + record.length)
        .putInt(record.length)
        .putInt(checksum(record.length))
        .putInt(checksum(record))
        .put(record)
        .flip();
  }

  /** The bytes of a record. */
  ByteBuffer read(Place place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, place.offset() + bytes.position()) < 0) {
        throw new EOFException(file + " ends before byte " + place.end());
      }
    }
    return bytes.flip();
  }

  /** Forgets everything from a byte on. */
  void cut(long at) throws IOException {
    channel.truncate(at);
    end = at;
  }

  /** Bytes of all records with their headers. */
  long size() {
    return end;
  }

  /** Hands everything to the disk. */
  void force() throws IOException {
    channel.force(false);
  }

  /** Where they lie. */
  Path file() {
    return file;
  }

  private static int checksum(int length) {
    return checksum(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
  }

  private static int checksum(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
