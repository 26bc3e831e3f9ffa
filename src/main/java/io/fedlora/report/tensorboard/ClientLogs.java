package io.fedlora.report.tensorboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code clients.jsonl} gives: an event file for each client, of many clients for some, and
 * how the scores of all of them lie in each round.
 */
final class ClientLogs {
  private static final List<String> SPREAD = List.of("metric", "loss");

  private final int clients;
  private final int most;
  private final SortedMap<Integer, EventLog> logs = new TreeMap<>();
  private final SortedMap<Long, Map<String, Histogram>> histograms = new TreeMap<>();
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private long round;

  /**
   * @param clients how many there are
   * @param most how many get a file of their own
   */
  ClientLogs(int clients, int most) {
    this.clients = clients;
    this.most = most;
  }

  /** Takes the next line of the file. */
  void add(JsonObject line) {
    if (EventLog.step(line) != round) {
      endRound();
      round = EventLog.step(line);
    }
    for (String name : SPREAD) {
      JsonElement value = line.get(name);
      if (value != null && value.isJsonPrimitive()) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value.getAsDouble());
      }
    }
    int client = line.get("client").getAsInt();
    if (isChosen(client)) {
      logs.computeIfAbsent(client, key -> new EventLog()).line(line);
    }
  }

  /** Of more clients than may have a file, every so many-th has one. */
  private boolean isChosen(int client) {
    return clients <= most
        || (long) client * most / clients != (client - 1L) * most / clients
        || client == 0;
  }

  private void endRound() {
    Map<String, Histogram> ended = new LinkedHashMap<>();
    values.forEach((name, all) -> ended.put(name, Histogram.even(all)));
    values.clear();
    if (!ended.isEmpty()) {
      histograms.put(round, ended);
    }
  }

  /** The files, by client. */
  SortedMap<Integer, EventLog> logs() {
    return logs;
  }

  /** How the clients' scores lie, by round, then by name; once all lines have been taken. */
  SortedMap<Long, Map<String, Histogram>> histograms() {
    endRound();
    return histograms;
  }
}
