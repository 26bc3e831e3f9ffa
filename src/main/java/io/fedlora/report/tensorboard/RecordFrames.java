package io.fedlora.report.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frames of a TFRecord file: the record's length (8 bytes, little-endian), the masked CRC32C of
 * those bytes (4), the record, its masked CRC32C (4).
 */
final class RecordFrames {
  private static final int MASK_DELTA = 0xa282ead8;

  private RecordFrames() {}

  static void write(OutputStream out, byte[] record) throws IOException {
    byte[] length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(record.length)
            .array();
    out.write(length);
    out.write(checksum(length));
    out.write(record);
    out.write(checksum(record));
  }

  private static byte[] checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(masked((int) crc.getValue()))
        .array();
  }

  /** Turned and shifted, as the format wants where a checksum lies beside what it is of. */
  static int masked(int crc) {
    return Integer.rotateRight(crc, 15) + MASK_DELTA;
  }
}
