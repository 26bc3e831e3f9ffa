package io.fedlora.report.tensorboard;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads event files by the book: frames, checksums bit by bit, fields by number. */
public final class ReadEvents {
  private ReadEvents() {}

  /** A scalar, or a histogram's counts with their limits. */
  public record Read(
      double time, long step, String tag, float value, List<Double> limits, List<Double> counts) {}

  /** All values of a file, whose frames must be whole and whose first record names the version. */
  public static List<Read> of(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Read> values = new ArrayList<>();
    for (int record = 0; bytes.hasRemaining(); record++) {
      byte[] length = next(bytes, Long.BYTES);
      byte[] content = next(bytes, (int) ByteBuffer.wrap(length).order(bytes.order()).getLong());
      UnknownFieldSet event = UnknownFieldSet.parseFrom(content);
      if (record == 0) {
        String version = event.getField(3).getLengthDelimitedList().get(0).toStringUtf8();
        if (!version.equals("brain.Event:2")) {
          throw new IOException("version " + version);
        }
      } else {
        values.add(value(event));
      }
    }
    return values;
  }

  private static byte[] next(ByteBuffer bytes, int size) throws IOException {
    byte[] content = new byte[size];
    bytes.get(content);
    int crc = crc(content);
    if (bytes.getInt() != ((crc >>> 15) | (crc << 17)) + 0xa282ead8) {
      throw new IOException("a checksum is wrong before byte " + bytes.position());
    }
    return content;
  }

  /** CRC-32C, Castagnoli's polynomial reflected. */
  static int crc(byte[] content) {
    int crc = -1;
    for (byte one : content) {
      crc ^= one & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    return ~crc;
  }

  private static Read value(UnknownFieldSet event) throws InvalidProtocolBufferException {
    UnknownFieldSet value = inner(inner(event, 5), 1);
    boolean histogram = value.hasField(5);
    return new Read(
        Double.longBitsToDouble(event.getField(1).getFixed64List().get(0)),
        event.getField(2).getVarintList().get(0),
        value.getField(1).getLengthDelimitedList().get(0).toStringUtf8(),
        histogram ? Float.NaN : Float.intBitsToFloat(value.getField(2).getFixed32List().get(0)),
        histogram ? doubles(inner(value, 5), 6) : List.of(),
        histogram ? doubles(inner(value, 5), 7) : List.of());
  }

  private static UnknownFieldSet inner(UnknownFieldSet outer, int field)
      throws InvalidProtocolBufferException {
    return UnknownFieldSet.parseFrom(outer.getField(field).getLengthDelimitedList().get(0));
  }

  private static List<Double> doubles(UnknownFieldSet message, int field) {
    ByteBuffer packed =
        message
            .getField(field)
            .getLengthDelimitedList()
            .get(0)
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Double> values = new ArrayList<>();
    while (packed.hasRemaining()) {
      values.add(packed.getDouble());
    }
    return values;
  }
}
