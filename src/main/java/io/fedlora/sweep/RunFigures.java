package io.fedlora.sweep;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fedlora.corpus.Metric;
import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * What a table needs of a finished run, read from its folder; not a number where the run has none.
 *
 * @param metricName as {@code accuracy}
 * @param metric mean over clients after the last merge
 * @param worst the client with the worst score
 * @param afterLocal mean over clients right after their last local work
 * @param majority mean score of the most frequent label
 * @param loss mean cross-entropy
 * @param upBytes sent to the server
 * @param downBytes sent to clients
 * @param steps of local work
 * @param flops of local work
 * @param virtualSeconds the run took
 * @param hypergradientRatio mean over the rounds of ‖αHVP‖/‖p‖
 * @param fingerprint of the adapters
 */
public record RunFigures(
    String metricName,
    double metric,
    double worst,
    double afterLocal,
    double majority,
    double loss,
    double upBytes,
    double downBytes,
    double steps,
    double flops,
    double virtualSeconds,
    double hypergradientRatio,
    String fingerprint) {
  /**
   * Reads a run folder.
   *
   * @throws UnreadableFileException if what it holds is no finished run, or a damaged one
   */
  static RunFigures read(Path folder) throws IOException {
    try {
      JsonObject summary =
          JsonParser.parseString(Files.readString(folder.resolve("summary.json")))
              .getAsJsonObject();
      JsonObject metric = summary.getAsJsonObject("metric");
      String name = metric.get("name").getAsString();
      JsonObject traffic = summary.getAsJsonObject("traffic");
      JsonObject compute = summary.getAsJsonObject("compute");
      return new RunFigures(
          name,
          number(metric.get("mean")),
          number(metric.get(Metric.isHigherBetter(name) ? "min" : "max")),
          number(summary.getAsJsonObject("afterLocal").get("mean")),
          number(summary.get("majority")),
          number(summary.get("loss")),
          number(traffic.get("upBytes")),
          number(traffic.get("downBytes")),
          number(compute.get("steps")),
          number(compute.get("flops")),
          number(summary.getAsJsonObject("time").get("virtualSeconds")),
          ratio(folder.resolve("rounds.jsonl")),
          summary.get("fingerprint").getAsString());
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException
        | ClassCastException
        | NullPointerException e) {
      throw new UnreadableFileException(
          folder.resolve("summary.json"),
          "is damaged, or rounds.jsonl beside it is; remove "
              + folder
              + " to have the run done again",
          e);
    }
  }

  /** Whether a folder holds a run that came to its end. */
  static boolean isFinished(Path folder) {
    return Files.isRegularFile(folder.resolve("summary.json"));
  }

  private static double number(JsonElement value) {
    return value.isJsonNull() ? Double.NaN : value.getAsDouble();
  }

  private static double ratio(Path rounds) throws IOException {
    OptionalDouble mean =
        Files.readAllLines(rounds).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject().get("reports"))
            .filter(reports -> reports instanceof JsonObject)
            .map(JsonElement::getAsJsonObject)
            .filter(reports -> reports.has("hypergradient-ratio"))
            .mapToDouble(reports -> number(reports.get("hypergradient-ratio")))
            .average();
    return mean.orElse(Double.NaN);
  }

  /** Whether this run did better than another one; one without a score never does. */
  boolean isBetterThan(RunFigures other) {
    if (Double.isNaN(metric) || Double.isNaN(other.metric)) {
      return !Double.isNaN(metric);
    }
    return Metric.isHigherBetter(metricName) ? metric > other.metric : metric < other.metric;
  }
}
