package io.fedlora.report.reading;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a line; what is missing or {@code null} has a value that says so. */
record Line(JsonObject fields) {
  private @Nullable JsonElement get(String name) {
    JsonElement value = fields.get(name);
    return value == null || value.isJsonNull() ? null : value;
  }

  /** −1 where there is none. */
  long whole(String name) {
    JsonElement value = get(name);
    return value == null ? -1 : value.getAsLong();
  }

  /** −1 where there is none. */
  int count(String name) {
    return (int) whole(name);
  }

  /** Not a number where there is none. */
  double number(String name) {
    JsonElement value = get(name);
    return value == null ? Double.NaN : value.getAsDouble();
  }

  /** Empty where there is none. */
  String text(String name) {
    JsonElement value = get(name);
    return value == null ? "" : value.getAsString();
  }

  boolean flag(String name) {
    JsonElement value = get(name);
    return value != null && value.getAsBoolean();
  }

  boolean has(String name) {
    return get(name) != null;
  }

  /** An empty object where there is none. */
  JsonObject object(String name) {
    JsonElement value = get(name);
    return value instanceof JsonObject object ? object : new JsonObject();
  }

  /** None where there is no list. */
  List<Integer> wholes(String name) {
    List<Integer> all = new ArrayList<>();
    if (get(name) instanceof JsonArray list) {
      list.forEach(item -> all.add(item.getAsInt()));
    }
    return all;
  }

  int items(String name) {
    JsonElement value = get(name);
    return value != null && value.isJsonArray() ? value.getAsJsonArray().size() : 0;
  }
}
