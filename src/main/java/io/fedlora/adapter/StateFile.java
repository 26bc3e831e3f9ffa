package io.fedlora.adapter;

import io.fedlora.file.UnreadableFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trainable state in a safetensors file, without loss: an array {@code <part>.<entry>} for every
 * entry, in the shape of the layout. The order of parts stands in the metadata, as {@code parts}.
 */
public final class StateFile {
  private static final String PARTS = "parts";

  private StateFile() {}

  /**
   * Writes a state, whole or not at all; the same state gives the same bytes.
   *
   * @param metadata further words for the header, in this order; {@code format} and {@code parts}
   *     are set here
   * @throws IllegalArgumentException if the name of a part has a dot or a space
   */
  public static void write(Path file, State state, Map<String, String> metadata) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Part part : state.parts()) {
      if (part.name().isEmpty() || part.name().matches(".*[. ].*")) {
        throw new IllegalArgumentException("a part named '" + part.name() + "' cannot be stored");
      }
      for (Entry entry : part.layout().entries()) {
        float[] values =
            Arrays.copyOfRange(part.values(), entry.offset(), entry.offset() + entry.size());
        tensors.put(part.name() + "." + entry.name(), new Tensor(entry.shape(), values));
      }
    }
    Map<String, String> header = new LinkedHashMap<>();
    header.put("format", "pt");
    header.putAll(metadata);
    header.put(PARTS, String.join(" ", state.names()));
    new Safetensors(tensors, header).write(file);
  }

  /**
   * Reads a state back.
   *
   * @throws UnreadableFileException if the file is missing or damaged, or holds other things
   */
  public static State read(Path file) {
    Safetensors content = Safetensors.read(file);
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String part : content.metadata().getOrDefault(PARTS, "").split(" ", -1)) {
      if (!part.isEmpty()) {
        names.put(part, new ArrayList<>());
      }
    }
    for (String name : content.tensors().keySet()) {
      int dot = name.indexOf('.');
      if (dot < 1) {
        throw new UnreadableFileException(file, "array " + name + " is not named <part>.<entry>");
      }
      names.computeIfAbsent(name.substring(0, dot), part -> new ArrayList<>()).add(name);
    }
    List<Part> parts = new ArrayList<>();
    names.forEach((part, entries) -> parts.add(part(part, entries, content.tensors())));
    return State.of(parts);
  }

  private static Part part(String part, List<String> names, Map<String, Tensor> tensors) {
    Layout.Builder layout = Layout.builder();
    List<float[]> pieces = new ArrayList<>();
    for (String name : names) {
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IllegalArgumentException("no array " + name);
      }
      layout.add(
          name.substring(part.length() + 1),
          tensor.shape().stream().mapToInt(Integer::intValue).toArray());
      pieces.add(tensor.values());
    }
    Part zeros = Part.zeros(part, layout.build());
    int offset = 0;
    for (float[] piece : pieces) {
      System.arraycopy(piece, 0, zeros.values(), offset, piece.length);
      offset += piece.length;
    }
    return zeros;
  }
}
