package io.fedlora.adapter;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Lays the bytes of a safetensors file out. */
final class SafetensorsWriter {
  private static final int CHUNK = 1 << 14;

  private SafetensorsWriter() {}

  static void write(Safetensors content, OutputStream out) throws IOException {
    byte[] header = header(content).getBytes(StandardCharsets.UTF_8);
    // The numbers have to start at a multiple of 8; the format lets the header end in spaces.
    int padded = (header.length + 7) / 8 * 8;
    byte[] length = new byte[Long.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    out.write(length);
    out.write(header);
    out.write(" ".repeat(padded - header.length).getBytes(StandardCharsets.UTF_8));
    for (Tensor tensor : content.tensors().values()) {
      writeValues(tensor.values(), out);
    }
  }

  private static String header(Safetensors content) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.beginObject();
    if (!content.metadata().isEmpty()) {
      json.name(SafetensorsHeader.METADATA).beginObject();
      for (Map.Entry<String, String> entry : content.metadata().entrySet()) {
        json.name(entry.getKey()).value(entry.getValue());
      }
      json.endObject();
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
      Tensor tensor = entry.getValue();
      long end = offset + (long) tensor.values().length * Float.BYTES;
      json.name(entry.getKey()).beginObject();
      json.name("dtype").value(ElementType.F32.name());
      json.name("shape").beginArray();
      for (int extent : tensor.shape()) {
        json.value(extent);
      }
      json.endArray();
      json.name("data_offsets").beginArray().value(offset).value(end).endArray();
      json.endObject();
      offset = end;
    }
    json.endObject();
    json.close();
    return text.toString();
  }

  private static void writeValues(float[] values, OutputStream out) throws IOException {
    byte[] bytes = new byte[Math.min(CHUNK, values.length) * Float.BYTES];
    FloatBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      buffer.clear().put(values, from, count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }
}
