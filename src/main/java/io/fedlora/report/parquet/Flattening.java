package io.fedlora.report.parquet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** How a line of a metrics file becomes rows of a table whose cells are single values. */
enum Flattening {
  /** A line is a row; what is in an object has a column {@code object.name} of its own. */
  OBJECTS {
    @Override
    void rows(JsonObject line, Consumer<Map<String, JsonElement>> each) {
      Map<String, JsonElement> row = new LinkedHashMap<>();
      line.entrySet()
          .forEach(
              field -> {
                if (field.getValue() instanceof JsonObject inner) {
                  inner
                      .entrySet()
                      .forEach(one -> row.put(field.getKey() + "." + one.getKey(), one.getValue()));
                } else {
                  row.put(field.getKey(), field.getValue());
                }
              });
      each.accept(row);
    }
  },

  /** A line is a row for each of its {@code values}, with {@code index} counted from 1. */
  VALUES {
    @Override
    void rows(JsonObject line, Consumer<Map<String, JsonElement>> each) {
      JsonArray values = line.getAsJsonArray("values");
      for (int i = 0; i < values.size(); i++) {
        Map<String, JsonElement> row = new LinkedHashMap<>();
        line.entrySet().forEach(field -> row.put(field.getKey(), field.getValue()));
        row.put("index", new JsonPrimitive(i + 1));
        row.put("value", values.get(i));
        each.accept(row);
      }
    }
  };

  /** Gives every row of a line, its cells by the names of their columns. */
  abstract void rows(JsonObject line, Consumer<Map<String, JsonElement>> each);
}
