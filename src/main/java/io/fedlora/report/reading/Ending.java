package io.fedlora.report.reading;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code summary.json} says, real times left out. */
public final class Ending {
  private final JsonObject summary;

  private Ending(JsonObject summary) {
    this.summary = summary;
  }

  /**
   * The summary; empty while there is none.
   *
   * @throws UnreadableFileException if it is damaged
   */
  public static Optional<Ending> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Ending ending = new Ending(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
      ending.requireNumbers(file);
      return Optional.of(ending);
    } catch (IOException e) {
      throw new UnreadableFileException(file, "cannot be read: " + DiskReason.reading(e), e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new UnreadableFileException(file, "is no summary: it is cut off, or no JSON", e);
    }
  }

  private void requireNumbers(Path file) {
    try {
      metric();
      afterLocal();
      ranks();
    } catch (RuntimeException e) {
      throw new UnreadableFileException(
          file, "is not as a run writes it: a client's score or rank is no number", e);
    }
  }

  private Line line() {
    return new Line(summary);
  }

  private Line block(String name) {
    return new Line(line().object(name));
  }

  /** Whether the run came to its end. */
  boolean isCompleted() {
    return line().text("status").equals("completed");
  }

  /** As {@code accuracy}. */
  public String metricName() {
    return block("metric").text("name");
  }

  /** Of each client after the last merge; not a number where there is none. */
  public List<Double> metric() {
    return doubles("metric", "perClient");
  }

  /** Of each client right after its own last local work; not a number for one without any. */
  public List<Double> afterLocal() {
    return doubles("afterLocal", "perClient");
  }

  private List<Double> doubles(String block, String name) {
    List<Double> values = new ArrayList<>();
    JsonElement list = line().object(block).get(name);
    if (list != null && list.isJsonArray()) {
      list.getAsJsonArray()
          .forEach(value -> values.add(value.isJsonNull() ? Double.NaN : value.getAsDouble()));
    }
    return values;
  }

  /** The score of each client's most frequent label; not a number where that means nothing. */
  public double majority() {
    return line().number("majority");
  }

  /** Mean cross-entropy after the last merge. */
  public double loss() {
    return line().number("loss");
  }

  /** Numerical rank of each client's effective update. */
  public List<Integer> ranks() {
    List<Integer> ranks = new ArrayList<>();
    JsonElement list = summary.get("ranks");
    if (list != null && list.isJsonArray()) {
      list.getAsJsonArray().forEach(rank -> ranks.add(rank.getAsInt()));
    }
    return ranks;
  }

  /** A number of the block {@code updates}, {@code traffic} or {@code compute}. */
  public long count(String block, String name) {
    return block(block).whole(name);
  }

  /** SHA-256 of the adapters. */
  public String fingerprint() {
    return line().text("fingerprint");
  }

  /** SHA-256 of the journal. */
  public String journal() {
    return line().text("journal");
  }

  /** Instruction set and native build, as {@code amd64 avx2, pytorch 2.7.1 cpu on cpu}. */
  public String numerics() {
    return block("numerics").text("instructionSet") + ", " + block("numerics").text("native");
  }
}
