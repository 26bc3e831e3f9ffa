package io.fedlora.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A line of the journal whose fields the {@link Schema} has found to be there. */
record Line(JsonObject fields, String type) {
  Line(JsonObject fields) {
    this(fields, fields.get("type").getAsString());
  }

  long seq() {
    return whole("seq");
  }

  /** Virtual nanoseconds. */
  long time() {
    return whole("t");
  }

  boolean is(String type) {
    return this.type.equals(type);
  }

  long request() {
    return whole("request");
  }

  int client() {
    return (int) whole("client");
  }

  int round() {
    return (int) whole("round");
  }

  long whole(String name) {
    return fields.get(name).getAsLong();
  }

  /** Not a number where the journal has {@code null}. */
  double number(String name) {
    JsonElement value = fields.get(name);
    return value.isJsonNull() ? Double.NaN : value.getAsDouble();
  }

  String text(String name) {
    return fields.get(name).getAsString();
  }

  boolean flag(String name) {
    return fields.get(name).getAsBoolean();
  }

  List<Integer> numbers(String name) {
    List<Integer> numbers = new ArrayList<>();
    fields.get(name).getAsJsonArray().forEach(element -> numbers.add(element.getAsInt()));
    return numbers;
  }

  /** An object of numbers. */
  Map<String, Double> table(String name) {
    Map<String, Double> numbers = new TreeMap<>();
    fields
        .get(name)
        .getAsJsonObject()
        .asMap()
        .forEach((key, value) -> numbers.put(key, value.getAsDouble()));
    return numbers;
  }

  /** Numbers as the float32 values that they were written from. */
  float[] floats(String name) {
    List<JsonElement> elements = fields.get(name).getAsJsonArray().asList();
    float[] values = new float[elements.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) elements.get(i).getAsDouble();
    }
    return values;
  }

  /** Where it stands, as {@code seq 17 update-merged (request 3, round 1, client 2)}. */
  @Override
  public String toString() {
    List<String> ids = new ArrayList<>();
    for (String name : List.of("request", "round", "client")) {
      if (fields.has(name)) {
        ids.add(name + " " + fields.get(name).toString());
      }
    }
    String place = "seq " + seq() + " " + type();
    return ids.isEmpty() ? place : place + " (" + String.join(", ", ids) + ")";
  }
}
