package io.fedlora.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of {@code summary.json}, by path as {@code updates.merged}. */
record Summary(JsonObject root) {
  /**
   * Reads the file.
   *
   * @return null if there is none or it cannot be read, which is a violation
   */
  static @Nullable Summary read(Path file, Findings findings) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return new Summary(Json.object(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      findings.violation(0, "summary.json cannot be read: " + e.getMessage());
      return null;
    }
  }

  /** What stands there as text; "nothing" if nothing does. */
  String text(String path) {
    JsonElement element = root;
    for (String step : path.split("\\.")) {
      element = element instanceof JsonObject object ? object.get(step) : null;
    }
    if (element == null) {
      return "nothing";
    }
    return element instanceof JsonPrimitive value ? value.getAsString() : element.toString();
  }

  /**
   * The first field in which two summaries differ, in words; wall time and what the numbers depend
   * on besides the scenario left out.
   */
  Optional<String> difference(Summary other) {
    SortedMap<String, JsonElement> mine = outcome();
    SortedMap<String, JsonElement> theirs = other.outcome();
    SortedSet<String> names = new TreeSet<>(mine.keySet());
    names.addAll(theirs.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(mine.get(name), theirs.get(name)))
        .findFirst()
        .map(
            name -> "summary.json: %s %s against %s".formatted(name, text(name), other.text(name)));
  }

  /** Every field; those of objects as {@code metric.mean}. */
  private SortedMap<String, JsonElement> outcome() {
    SortedMap<String, JsonElement> fields = new TreeMap<>();
    root.asMap()
        .forEach(
            (name, value) -> {
              if (value instanceof JsonObject object) {
                object.asMap().forEach((inner, one) -> fields.put(name + "." + inner, one));
              } else {
                fields.put(name, value);
              }
            });
    fields.remove("time.wallSeconds");
    fields.keySet().removeIf(name -> name.startsWith("numerics."));
    return fields;
  }
}
