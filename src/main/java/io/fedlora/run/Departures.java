package io.fedlora.run;

import io.fedlora.method.FederatedMethod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which parts a method lets leave its clients, and when. */
final class Departures {
  private Departures() {}

  /**
   * The rounds in which each part may leave, as {@code 1-4 8}; parts that never may are left out.
   *
   * @param rounds of the run
   */
  static SortedMap<String, String> of(FederatedMethod method, int rounds) {
    Set<String> parts = new LinkedHashSet<>(method.initialCommon().names());
    parts.addAll(method.initialOwn(0).state().names());
    parts.addAll(method.uploads());
    SortedMap<String, String> departures = new TreeMap<>();
    for (String part : parts) {
      String ranges = ranges(method, part, rounds);
      if (!ranges.isEmpty()) {
        departures.put(part, ranges);
      }
    }
    return departures;
  }

  private static String ranges(FederatedMethod method, String part, int rounds) {
    List<String> ranges = new ArrayList<>();
    for (int first = 1; first <= rounds; first++) {
      if (!method.mayLeave(part, first)) {
        continue;
      }
      int last = first;
      while (last < rounds && method.mayLeave(part, last + 1)) {
        last++;
      }
      ranges.add(first == last ? "" + first : first + "-" + last);
      first = last;
    }
    return String.join(" ", ranges);
  }
}
