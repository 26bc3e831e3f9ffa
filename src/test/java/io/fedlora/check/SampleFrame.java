package io.fedlora.check;

import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** A wire record of an update, laid out by hand as the documentation has it. */
final class SampleFrame {
  final long request;
  int round;
  long version;
  int examples = 10;
  final Map<String, float[]> parts = new LinkedHashMap<>();

  SampleFrame(long request, int round, long version) {
    this.request = request;
    this.round = round;
    this.version = version;
  }

  SampleFrame with(String part, float[] values) {
    parts.put(part, values);
    return this;
  }

  int parameters() {
    return parts.values().stream().mapToInt(values -> values.length).sum();
  }

  long checksum() {
    return checksum(parts);
  }

  static long checksum(Map<String, float[]> parts) {
    CRC32C crc = new CRC32C();
    for (float[] values : parts.values()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : values) {
        bytes.putFloat(value);
      }
      crc.update(bytes.array());
    }
    return crc.getValue();
  }

  byte[] bytes() {
    Output out = new Output(64, -1);
    out.writeVarInt(round, true);
    out.writeVarLong(version, true);
    out.writeVarInt(examples, true);
    out.writeVarInt(3, true);
    out.writeDouble(0.25);
    out.writeVarInt(1, true);
    out.writeString("a-report");
    out.writeDouble(1.5);
    out.writeVarInt(parts.size(), true);
    parts.forEach(
        (name, values) -> {
          out.writeString(name);
          out.writeVarInt(2, true);
          out.writeString("first");
          out.writeVarInt(2, true);
          out.writeVarInt(2, true);
          out.writeVarInt(3, true);
          out.writeString("second");
          out.writeVarInt(1, true);
          out.writeVarInt(values.length - 6, true);
          out.writeFloats(values, 0, values.length);
        });
    return framed(out.toBytes());
  }

  private byte[] framed(byte[] body) {
    ByteBuffer frame = ByteBuffer.allocate(18 + body.length);
    frame.put((byte) 1).put((byte) 1).putLong(request).putInt(body.length);
    CRC32C crc = new CRC32C();
    crc.update(frame.array(), 0, 14);
    crc.update(body);
    return frame.putInt((int) crc.getValue()).put(body).array();
  }
}
