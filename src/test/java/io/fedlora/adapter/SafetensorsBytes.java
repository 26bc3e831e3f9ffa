package io.fedlora.adapter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts safetensors files together by hand, right and wrong ones. */
final class SafetensorsBytes {
  private SafetensorsBytes() {}

  /** A header and that many zero bytes. */
  static byte[] of(String header, int dataBytes) {
    return of(header, dataBytes, ByteBuffer.allocate(dataBytes));
  }

  /** A header and the first bytes of the data. */
  static byte[] of(String header, int dataBytes, ByteBuffer data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] length = new byte[8];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length);
    out.writeBytes(length);
    out.writeBytes(text);
    byte[] bytes = new byte[dataBytes];
    data.duplicate().position(0).get(bytes);
    out.writeBytes(bytes);
    return out.toByteArray();
  }
}
