package io.fedlora.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The common states that a later merge may need: the last one, and those that requests began from.
 */
final class Versions {
  private final Map<Long, List<Values>> states = new TreeMap<>();
  private final Map<Long, Long> versionOf = new TreeMap<>();
  private final Map<Long, Integer> users = new TreeMap<>();
  private long current;

  Versions(@Nullable List<Values> initial) {
    if (initial != null) {
      states.put(0L, initial);
    }
  }

  /** The state of a version; null if it is not known. */
  @Nullable List<Values> of(long version) {
    return states.get(version);
  }

  /** The state that the server holds; null if it is not known. */
  @Nullable List<Values> current() {
    return states.get(current);
  }

  /** There is a new version. */
  void add(long version, @Nullable List<Values> state) {
    long before = current;
    current = version;
    if (state != null) {
      states.put(version, state);
    }
    forgetUnused(before);
  }

  /** A request begins from a version. */
  void asked(long request, long version) {
    versionOf.put(request, version);
    users.merge(version, 1, Integer::sum);
  }

  /** The version that a request began from; −1 if there is none such open. */
  long ended(long request) {
    Long version = versionOf.remove(request);
    if (version == null) {
      return -1;
    }
    users.merge(version, -1, Integer::sum);
    return version;
  }

  /** Forgets what no open request began from. */
  void forgetUnused(long version) {
    if (version != current && users.getOrDefault(version, 0) <= 0) {
      users.remove(version);
      states.remove(version);
    }
  }
}
