package io.fedlora.message;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.ArrayList;
import java.util.List;

/** A state on the wire: each part with its layout and its values as little-endian float32. */
final class StateSerializer extends Serializer<State> {
  @Override
  public void write(Kryo kryo, Output output, State state) {
    output.writeVarInt(state.parts().size(), true);
    for (Part part : state.parts()) {
      output.writeString(part.name());
      output.writeVarInt(part.layout().entries().size(), true);
      for (var entry : part.layout().entries()) {
        output.writeString(entry.name());
        output.writeVarInt(entry.shape().size(), true);
        for (int extent : entry.shape()) {
          output.writeVarInt(extent, true);
        }
      }
      output.writeFloats(part.values(), 0, part.values().length);
    }
  }

  @Override
  public State read(Kryo kryo, Input input, Class<? extends State> type) {
    int count = Sound.count(input);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = Sound.name(input);
      Layout layout = readLayout(input);
      if (layout.size() > (input.limit() - input.position()) / Float.BYTES) {
        throw new KryoException("part " + name + " is longer than its frame");
      }
      parts.add(new Part(name, layout, input.readFloats(layout.size())));
    }
    return State.of(parts);
  }

  private static Layout readLayout(Input input) {
    Layout.Builder layout = Layout.builder();
    int entries = Sound.count(input);
    for (int i = 0; i < entries; i++) {
      String name = Sound.name(input);
      int[] shape = new int[Sound.count(input)];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = Sound.extent(input);
      }
      layout.add(name, shape);
    }
    return layout.build();
  }
}
