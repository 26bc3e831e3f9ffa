package io.fedlora.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/** An event of a run that a test makes up, still to be numbered and free to be spoilt. */
final class SampleEvent {
  long time;
  String type;
  final JsonObject fields = new JsonObject();

  SampleEvent(long time, String type) {
    this.time = time;
    this.type = type;
  }

  SampleEvent set(String name, Object value) {
    fields.add(name, json(value));
    return this;
  }

  boolean belongsTo(String name, long id) {
    return fields.has(name) && fields.get(name).getAsLong() == id;
  }

  JsonObject line(long seq) {
    JsonObject line = new JsonObject();
    line.addProperty("seq", seq);
    line.addProperty("t", time);
    line.addProperty("type", type);
    for (Map.Entry<String, JsonElement> field : fields.entrySet()) {
      line.add(field.getKey(), field.getValue());
    }
    return line;
  }

  private static JsonElement json(Object value) {
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    } else if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    } else if (value instanceof int[] numbers) {
      JsonArray array = new JsonArray();
      for (int number : numbers) {
        array.add(number);
      }
      return array;
    } else if (value instanceof JsonElement element) {
      return element;
    }
    return new JsonPrimitive(value.toString());
  }
}
