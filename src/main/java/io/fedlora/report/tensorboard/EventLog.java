package io.fedlora.report.tensorboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** One event file in the making: the numbers of lines of a metrics file under their own names. */
final class EventLog {
  private static final String REPORTS = "reports";
  private static final Set<String> NO_METRICS = Set.of("round", "t", "client");
  private static final Set<String> OUTCOMES =
      Set.of("requested", "merged", "mergedLate", "late", "lost", "rejected", "cancelled");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final EventWriter events;

  EventLog() {
    try {
      events = new EventWriter(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  /** The round of a line. */
  static long step(JsonObject line) {
    return line.get("round").getAsLong();
  }

  /** The virtual time of a line, in seconds. */
  static double time(JsonObject line) {
    return line.get("t").getAsLong() / 1e9;
  }

  /** Adds all numbers of a line; {@code null} is no number. */
  void line(JsonObject line) {
    for (Map.Entry<String, JsonElement> field : line.entrySet()) {
      if (field.getKey().equals(REPORTS) && field.getValue().isJsonObject()) {
        field
            .getValue()
            .getAsJsonObject()
            .entrySet()
            .forEach(report -> scalar(line, tag(report.getKey()), report.getValue()));
      } else if (!NO_METRICS.contains(field.getKey())) {
        boolean outcome = OUTCOMES.contains(field.getKey());
        scalar(line, (outcome ? "updates/" : "") + field.getKey(), field.getValue());
      }
    }
  }

  /** A client reports what is a field of its own where the whole run is told of. */
  private static String tag(String report) {
    return report.equals("train-loss") ? "trainLoss" : REPORTS + "/" + report;
  }

  private void scalar(JsonObject line, String tag, JsonElement value) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      return;
    }
    try {
      events.scalar(time(line), step(line), tag, value.getAsDouble());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  void histogram(double at, long step, String tag, Histogram values) {
    try {
      events.histogram(at, step, tag, values);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
