package io.fedlora.message;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A message as it travels: a header of fixed width and a body.
 *
 * <p>Header, big-endian: version (1 byte), kind (1), request (8), length of the body (4), CRC32C of
 * the bytes before it and of the body (4).
 */
public final class WireRecord {
  /** Bytes of the header. */
  public static final int HEADER_BYTES = 18;

  private static final byte VERSION = 1;
  private static final int CRC_AT = HEADER_BYTES - 4;

  private final byte[] frame;
  private final long parameters;

  private WireRecord(byte[] frame, long parameters) {
    this.frame = frame;
    this.parameters = parameters;
  }

  /**
   * Puts a header in front of a body.
   *
   * @param parameters trainable numbers inside the body, for those who count; they do not travel
   */
  public static WireRecord of(Kind kind, long request, byte[] body, long parameters) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + body.length);
    buffer.put(VERSION).put((byte) kind.code()).putLong(request).putInt(body.length);
    buffer.position(HEADER_BYTES);
    buffer.put(body);
    byte[] frame = buffer.array();
    buffer.putInt(CRC_AT, checksum(frame));
    return new WireRecord(frame, parameters);
  }

  /**
   * Reads a frame that has arrived.
   *
   * @throws DamagedFrameException if it is not whole
   */
  public static WireRecord parse(byte[] frame) {
    if (frame.length < HEADER_BYTES) {
      throw new DamagedFrameException("shorter than a header: " + frame.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    if (buffer.getInt(CRC_AT) != checksum(frame)) {
      throw new DamagedFrameException("checksum does not match");
    }
    if (frame[0] != VERSION) {
      throw new DamagedFrameException("version " + frame[0] + " is not known");
    }
    if (Kind.of(frame[1]).isEmpty()) {
      throw new DamagedFrameException("kind " + frame[1] + " is not known");
    }
    if (buffer.getInt(10) != frame.length - HEADER_BYTES) {
      throw new DamagedFrameException("length does not match");
    }
    return new WireRecord(frame, 0);
  }

  /**
   * The request that the header of a frame names, though nothing vouches for it; 0 if there is not
   * so much of a header.
   */
  public static long claimedRequest(byte[] frame) {
    return frame.length < 10 ? 0 : ByteBuffer.wrap(frame).getLong(2);
  }

  private static int checksum(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, CRC_AT);
    crc.update(frame, HEADER_BYTES, frame.length - HEADER_BYTES);
    return (int) crc.getValue();
  }

  /** What it carries. */
  public Kind kind() {
    return Kind.of(frame[1]).orElseThrow();
  }

  /** The request it belongs to; 0 for none. */
  public long request() {
    return ByteBuffer.wrap(frame).getLong(2);
  }

  /** Trainable numbers inside; known to the sender alone, 0 after a parse. */
  public long parameters() {
    return parameters;
  }

  /** The whole record as it travels; not to be written to. */
  public byte[] frame() {
    return frame;
  }
}
