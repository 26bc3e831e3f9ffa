package io.fedlora.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.journal.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code summary.json} back. */
public final class SummaryFile {
  private final JsonObject fields;

  private SummaryFile(JsonObject fields) {
    this.fields = fields;
  }

  /**
   * The summary in a file.
   *
   * @throws UnreadableFileException if it is missing, or no summary of schema 1
   */
  public static Summary read(Path file) {
    try {
      JsonObject fields = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      if (fields.get("schema").getAsInt() != 1) {
        throw new UnreadableFileException(file, "is of another schema than 1");
      }
      return new SummaryFile(fields).summary();
    } catch (IOException e) {
      throw new UnreadableFileException(file, "cannot be read: " + DiskReason.reading(e), e);
    } catch (UnreadableFileException e) {
      throw e;
    } catch (JsonParseException e) {
      throw new UnreadableFileException(file, "is no summary: it is cut off, or no JSON", e);
    } catch (RuntimeException e) {
      // Gson has an exception of its own for every way in which a field is not as it should be.
      throw new UnreadableFileException(
          file, "is no summary: a field is missing, or is not what it should be", e);
    }
  }

  private Summary summary() {
    JsonObject metric = fields.getAsJsonObject("metric");
    JsonObject updates = fields.getAsJsonObject("updates");
    JsonObject traffic = fields.getAsJsonObject("traffic");
    JsonObject compute = fields.getAsJsonObject("compute");
    JsonObject time = fields.getAsJsonObject("time");
    JsonObject numerics = fields.getAsJsonObject("numerics");
    List<Integer> ranks = new ArrayList<>();
    fields.getAsJsonArray("ranks").forEach(rank -> ranks.add(rank.getAsInt()));
    return new Summary(
        fields.get("scenario").getAsString(),
        fields.get("method").getAsString(),
        fields.get("seed").getAsLong(),
        fields.get("status").getAsString(),
        fields.get("rounds").getAsInt(),
        metric.get("name").getAsString(),
        doubles(metric.getAsJsonArray("perClient")).stream()
            .map(score -> score.orElse(Double.NaN))
            .toList(),
        doubles(fields.getAsJsonObject("afterLocal").getAsJsonArray("perClient")),
        optional(fields.get("majority")),
        optional(fields.get("loss")).orElse(Double.NaN),
        ranks,
        time.get("virtualSeconds").getAsDouble(),
        time.get("wallSeconds").getAsDouble(),
        new Ledger.Counts(
            updates.get("requested").getAsLong(),
            updates.get("merged").getAsLong(),
            updates.get("mergedLate").getAsLong(),
            updates.get("late").getAsLong(),
            updates.get("lost").getAsLong(),
            updates.get("rejected").getAsLong(),
            updates.get("cancelled").getAsLong(),
            updates.get("duplicate").getAsLong()),
        faults(fields.getAsJsonObject("faults")),
        new Summary.Traffic(
            traffic.get("upBytes").getAsLong(),
            traffic.get("downBytes").getAsLong(),
            traffic.get("upParameters").getAsLong(),
            traffic.get("downParameters").getAsLong()),
        new Summary.Compute(
            compute.get("steps").getAsLong(),
            compute.get("tokens").getAsLong(),
            compute.get("flops").getAsLong()),
        new Summary.Numerics(
            numerics.get("instructionSet").getAsString(), numerics.get("native").getAsString()),
        fields.get("fingerprint").getAsString(),
        fields.get("journal").getAsString());
  }

  /** Summaries of runs before faults could be asked for have none. */
  private static SortedMap<String, Long> faults(@Nullable JsonObject counts) {
    SortedMap<String, Long> faults = new TreeMap<>();
    if (counts != null) {
      counts.entrySet().forEach(each -> faults.put(each.getKey(), each.getValue().getAsLong()));
    }
    return faults;
  }

  private static List<Optional<Double>> doubles(JsonArray array) {
    List<Optional<Double>> all = new ArrayList<>();
    array.forEach(element -> all.add(optional(element)));
    return all;
  }

  private static Optional<Double> optional(@Nullable JsonElement element) {
    return element == null || element.isJsonNull()
        ? Optional.empty()
        : Optional.of(element.getAsDouble());
  }
}
