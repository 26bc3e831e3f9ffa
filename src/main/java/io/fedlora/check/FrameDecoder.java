package io.fedlora.check;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Takes the wire record of an update apart, field by field as {@code docs/run-folder.md} lists
 * them.
 */
final class FrameDecoder {
  private static final int CRC_AT = 14;
  private static final int HEADER = 18;
  private static final byte VERSION = 1;
  private static final byte UPDATE = 1;

  private final byte[] bytes;
  private final Input in;

  private FrameDecoder(byte[] bytes) {
    this.bytes = bytes;
    this.in = new Input(bytes, HEADER, bytes.length - HEADER);
  }

  static Frame decode(byte[] bytes) throws FrameException {
    if (bytes.length < HEADER) {
      throw new FrameException("has " + bytes.length + " bytes, its header alone takes 18");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.get() != VERSION || header.get() != UPDATE) {
      throw new FrameException("is not the record of an update in version 1");
    }
    long request = header.getLong();
    int length = header.getInt();
    if (length != bytes.length - HEADER) {
      throw new FrameException("has a body of other length than its header says, " + length);
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CRC_AT);
    crc.update(bytes, HEADER, length);
    if (header.getInt() != (int) crc.getValue()) {
      throw new FrameException("does not have the checksum in its header");
    }
    try {
      return new FrameDecoder(bytes).body(request);
    } catch (KryoException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new FrameException("has a body that cannot be read: " + e.getMessage(), e);
    }
  }

  private Frame body(long request) throws FrameException {
    int round = in.readVarInt(true);
    long version = in.readVarLong(true);
    int examples = in.readVarInt(true);
    int steps = in.readVarInt(true);
    in.readDouble();
    for (int left = count("reports"); left > 0; left--) {
      in.readString();
      in.readDouble();
    }
    List<Values> parts = new ArrayList<>();
    for (int left = count("parts"); left > 0; left--) {
      parts.add(part());
    }
    if (in.position() != bytes.length) {
      throw new FrameException("has bytes behind its last part");
    }
    return new Frame(bytes, request, round, version, examples, steps, parts);
  }

  private Values part() throws FrameException {
    String name = in.readString();
    long size = 0;
    List<Shape> shapes = new ArrayList<>();
    for (int left = count("entries"); left > 0; left--) {
      String entry = in.readString();
      List<Integer> extents = new ArrayList<>();
      long values = 1;
      for (int dimensions = count("dimensions"); dimensions > 0; dimensions--) {
        extents.add(in.readVarInt(true));
        values = Math.min(values * extents.get(extents.size() - 1), Integer.MAX_VALUE);
      }
      shapes.add(new Shape(String.valueOf(entry), extents));
      size += values;
    }
    if (name == null || size > (bytes.length - in.position()) / Float.BYTES) {
      throw new FrameException(
          "has a part " + name + " of " + size + " values, more than it holds");
    }
    return new Values(name, shapes, in.readFloats((int) size));
  }

  /** No count can be larger than the bytes that are left. */
  private int count(String what) throws FrameException {
    int count = in.readVarInt(true);
    if (count < 0 || count > bytes.length - in.position()) {
      throw new FrameException("counts " + count + " " + what);
    }
    return count;
  }
}
