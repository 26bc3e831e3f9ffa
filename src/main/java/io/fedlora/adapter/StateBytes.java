package io.fedlora.adapter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A state as bytes inside a larger file, without loss: number of parts; of each its name, number of
 * entries, of each entry its name, number of dimensions and dimensions, then all values as
 * little-endian float32.
 */
public final class StateBytes {
  private StateBytes() {}

  /** Writes a state. */
  public static void write(DataOutput out, State state) throws IOException {
    out.writeInt(state.parts().size());
    for (Part part : state.parts()) {
      out.writeUTF(part.name());
      out.writeInt(part.layout().entries().size());
      for (Entry entry : part.layout().entries()) {
        out.writeUTF(entry.name());
        out.writeInt(entry.shape().size());
        for (int extent : entry.shape()) {
          out.writeInt(extent);
        }
      }
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(part.values().length, Float.BYTES));
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(part.values());
      out.write(bytes.array());
    }
  }

  /**
   * Reads back what {@link #write} wrote; the bytes are taken to be whole.
   *
   * @throws IOException if they end too early
   */
  public static State read(DataInput in) throws IOException {
    int count = in.readInt();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      Layout layout = readLayout(in);
      byte[] bytes = new byte[Math.multiplyExact(layout.size(), Float.BYTES)];
      in.readFully(bytes);
      float[] values = new float[layout.size()];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      parts.add(new Part(name, layout, values));
    }
    return State.of(parts);
  }

  private static Layout readLayout(DataInput in) throws IOException {
    Layout.Builder layout = Layout.builder();
    int entries = in.readInt();
    for (int i = 0; i < entries; i++) {
      String name = in.readUTF();
      int[] shape = new int[in.readInt()];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = in.readInt();
      }
      layout.add(name, shape);
    }
    return layout.build();
  }
}
