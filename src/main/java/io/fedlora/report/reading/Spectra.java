package io.fedlora.report.reading;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.fedlora.report.SpectraFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Singular values of the updates that a run ended with, as {@code spectra.jsonl} has them: of the
 * common one alone, BA, and of a client's whole one, BA + DC, of each adapted linear.
 */
public final class Spectra {
  /**
   * Singular values in descending order, and how many of them count.
   *
   * @param values of the common update alone, or of a client's whole one
   * @param rank those above a hundredth of the largest
   */
  public record Values(List<Double> values, int rank) {}

  private final SortedMap<String, Values> common = new TreeMap<>(Spectra::byLayer);
  private final SortedMap<Integer, SortedMap<String, Values>> clients = new TreeMap<>();

  private Spectra() {}

  /**
   * Reads the file of a run folder; there is nothing where it has none.
   *
   * @throws io.fedlora.file.UnreadableFileException if it is damaged
   */
  static Spectra read(Path folder) {
    Spectra spectra = new Spectra();
    new GrowingLines(folder.resolve(SpectraFile.NAME)).read(spectra::add);
    return spectra;
  }

  private void add(JsonObject object) {
    Line line = new Line(object);
    List<Double> values = new ArrayList<>();
    for (JsonElement value : object.getAsJsonArray("values")) {
      values.add(value.getAsDouble());
    }
    JsonElement client = object.get("client");
    SortedMap<String, Values> of =
        client == null || client.isJsonNull()
            ? common
            : clients.computeIfAbsent(client.getAsInt(), k -> new TreeMap<>(Spectra::byLayer));
    of.put(line.text("linear"), new Values(values, line.count("rank")));
  }

  /** Of the common updates alone, by linear; empty if nothing low-rank is common. */
  public SortedMap<String, Values> common() {
    return common;
  }

  /** The clients whose values were kept. */
  public Set<Integer> clients() {
    return clients.keySet();
  }

  /** Of the client's whole updates, by linear; empty if there are none or they are not finite. */
  public SortedMap<String, Values> client(int client) {
    return clients.getOrDefault(client, new TreeMap<>(Spectra::byLayer));
  }

  /** The greatest rank that a common update can have: that of its factors. */
  public int commonRank() {
    return common.values().stream().mapToInt(one -> one.values().size()).max().orElse(0);
  }

  /** How much greater the rank of a client's update can be than that of the common one. */
  public int privateRank() {
    int most = 0;
    for (SortedMap<String, Values> of : clients.values()) {
      for (Map.Entry<String, Values> one : of.entrySet()) {
        Values base = common.get(one.getKey());
        most =
            Math.max(
                most, base == null ? 0 : one.getValue().values().size() - base.values().size());
      }
    }
    return most;
  }

  /** Whether clients have low-rank updates of their own beside common ones. */
  public boolean isTwoLevel() {
    return privateRank() > 0;
  }

  /** {@code layer.2.query} before {@code layer.10.query}. */
  private static int byLayer(String one, String other) {
    String[] left = one.split("\\.");
    String[] right = other.split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean numbers = left[i].matches("\\d{1,9}") && right[i].matches("\\d{1,9}");
      int order =
          numbers
              ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
              : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
