package io.fedlora.corpus.source;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.fedlora.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reader of JSON Lines: an object a line, its fields by name. Numbers and booleans are read as they
 * are written; the members of an array are joined by spaces.
 */
final class JsonLinesReader implements RowReader {
  @Override
  public void read(Path file, BufferedReader text, List<Column> columns, Consumer<Row> rows)
      throws IOException {
    long line = 0;
    for (String row = text.readLine(); row != null; row = text.readLine()) {
      line++;
      if (!row.isBlank()) {
        rows.accept(new JsonRow(line, parse(file, line, row)));
      }
    }
  }

  private static JsonObject parse(Path file, long line, String row) throws IOException {
    JsonReader reader = new JsonReader(new StringReader(row));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
        return element.getAsJsonObject();
      }
    } catch (JsonParseException | IOException e) {
      throw notAnObject(file, line, e);
    }
    throw notAnObject(file, line, null);
  }

  private static ScenarioException notAnObject(Path file, long line, @Nullable Exception cause) {
    String message =
        "%s, line %d: not one JSON object. JSON Lines has one object on each line, as {\"text\": \"…\", \"label\": \"…\"}"
            .formatted(file, line);
    return cause == null ? new ScenarioException(message) : new ScenarioException(message, cause);
  }

  private record JsonRow(long line, JsonObject object) implements Row {
    @Override
    public @Nullable String value(String column) {
      return JsonLinesReader.text(object.get(column));
    }

    @Override
    public String held() {
      return "the fields " + String.join(", ", object.keySet());
    }
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    if (element instanceof JsonArray array) {
      return StreamSupport.stream(array.spliterator(), false)
          .map(JsonLinesReader::text)
          .map(String::valueOf)
          .collect(Collectors.joining(" "));
    }
    return element != null && element.isJsonPrimitive() ? element.getAsString() : null;
  }
}
