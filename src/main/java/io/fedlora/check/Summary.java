package io.fedlora.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
