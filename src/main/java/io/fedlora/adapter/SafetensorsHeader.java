package io.fedlora.adapter;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file as it stands there, not yet checked against the numbers.
 *
 * @param arrays in order of the header
 * @param metadata free text by key
 */
record SafetensorsHeader(List<Row> arrays, Map<String, String> metadata) {
  /** The key that is no array. */
  static final String METADATA = "__metadata__";

  /**
   * What the header says of one array.
   *
   * @param type as {@code F32}
   * @param begin first byte, counted from the first number of the file
   * @param end the byte after its last
   */
  record Row(String name, String type, List<Integer> shape, long begin, long end) {
    /** How many numbers the shape asks for. */
    long size() {
      long size = 1;
      for (int extent : shape) {
        size = Math.multiplyExact(size, extent);
      }
      return size;
    }
  }

  /**
   * Parses the JSON text.
   *
   * @throws IOException if it is not JSON
   * @throws IllegalStateException if it is other JSON than that of a header
   * @throws NumberFormatException if a number is out of range
   */
  static SafetensorsHeader parse(String text) throws IOException {
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    Map<String, Row> arrays = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals(METADATA)) {
        readMetadata(json, metadata);
      } else if (arrays.put(name, readRow(json, name)) != null) {
        throw new IllegalStateException("array " + name + " stands twice");
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new IllegalStateException("something follows the closing brace");
    }
    return new SafetensorsHeader(List.copyOf(arrays.values()), metadata);
  }

  private static void readMetadata(JsonReader json, Map<String, String> metadata)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      metadata.put(json.nextName(), json.nextString());
    }
    json.endObject();
  }

  private static Row readRow(JsonReader json, String name) throws IOException {
    String type = null;
    List<Integer> shape = null;
    List<Long> offsets = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = readNumbers(json).stream().map(Math::toIntExact).toList();
        case "data_offsets" -> offsets = readNumbers(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    return row(name, type, shape, offsets);
  }

  private static Row row(
      String name,
      @Nullable String type,
      @Nullable List<Integer> shape,
      @Nullable List<Long> offsets) {
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new IllegalStateException(
          "array " + name + " lacks a dtype, a shape or two data_offsets");
    }
    return new Row(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> readNumbers(JsonReader json) throws IOException {
    List<Long> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      long number = json.nextLong();
      if (number < 0) {
        throw new IllegalStateException("negative number " + number);
      }
      numbers.add(number);
    }
    json.endArray();
    return numbers;
  }
}
