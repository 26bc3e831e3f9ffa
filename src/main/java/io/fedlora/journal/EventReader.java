package io.fedlora.journal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the events of a journal back. */
public final class EventReader {
  private static final Gson GSON =
      new GsonBuilder().registerTypeAdapter(double.class, new Doubles()).create();
  private static final Map<String, Class<?>> TYPES = new TreeMap<>();

  static {
    for (Class<?> type : Event.class.getPermittedSubclasses()) {
      TYPES.put(EventLine.kebab(type.getSimpleName()), type);
    }
  }

  private EventReader() {}

  /** What JSON has no number for stands there as {@code null}. */
  private static final class Doubles extends TypeAdapter<Double> {
    @Override
    public void write(JsonWriter out, Double value) {
      throw new IllegalStateException("events are written by their lines");
    }

    @Override
    public Double read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return Double.NaN;
      }
      return in.nextDouble();
    }
  }

  /**
   * Shows every event of a journal that has come to its end.
   *
   * @throws UnreadableFileException if it cannot be read, or a line is no event
   */
  public static void read(Path file, Journal to) {
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        to.append(event(line));
      }
    } catch (IOException e) {
      throw new UnreadableFileException(file, "cannot be read: " + DiskReason.reading(e), e);
    } catch (JsonParseException | IllegalArgumentException e) {
      throw new UnreadableFileException(file, "line " + number + " is no event", e);
    }
  }

  private static Event event(String line) {
    JsonObject fields = GSON.fromJson(line, JsonObject.class);
    String name =
        fields == null || !fields.has("type") ? "nothing" : fields.get("type").getAsString();
    Class<?> type = TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no event is called " + name);
    }
    return (Event) GSON.fromJson(fields, type);
  }
}
