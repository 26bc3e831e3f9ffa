package io.fedlora.check;

import com.google.gson.JsonElement;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which parts a method lets leave its clients, and in which rounds, as the first event says.
 *
 * @param rounds by part
 * @param last round of the run; what holds for it holds for any after it
 */
record Departures(Map<String, BitSet> rounds, int last) {
  /** Reads them. */
  static Departures of(Line started) {
    Map<String, BitSet> rounds = new TreeMap<>();
    for (Map.Entry<String, JsonElement> part :
        started.fields().getAsJsonObject("leaves").entrySet()) {
      BitSet set = new BitSet();
      for (String range : part.getValue().getAsString().split(" ")) {
        List<String> ends = List.of(range.split("-"));
        int first = Integer.parseInt(ends.get(0));
        set.set(first, Math.max(first, Integer.parseInt(ends.get(ends.size() - 1))) + 1);
      }
      rounds.put(part.getKey(), set);
    }
    return new Departures(rounds, (int) started.whole("rounds"));
  }

  /** Whether a part may leave in a round. */
  boolean allow(String part, int round) {
    BitSet allowed = rounds.get(part);
    return allowed != null && allowed.get(Math.min(round, last));
  }
}
