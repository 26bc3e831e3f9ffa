package io.fedlora.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 1: updates hold no parts but those that the method lets leave in their round, and none
 * of what a client owns besides.
 */
final class PrivacyCheck {
  private static final int INVARIANT = 1;

  private final Adapters adapters;
  private final Findings findings;
  private final Departures departures;
  private final @Nullable List<Values> common;
  private final List<Values> known;
  private final Map<Key, Owned> owned = new LinkedHashMap<>();

  /** What stands in an update, each of a part of a client. */
  private final List<Suspicion> suspicions = new ArrayList<>();

  /** Clients with parts of theirs that have left in whole, as the method lets them. */
  private final Map<Integer, Set<String>> disclosed = new TreeMap<>();

  /** A client, and what of its own may leave in a round. */
  private record Key(int client, List<String> leaving) {}

  /**
   * What a client ended with and nobody else has.
   *
   * @param staying what is looked for; null if nothing is
   * @param leaving what may leave in those rounds
   */
  private record Owned(@Nullable PrivateValues staying, List<Values> leaving) {}

  private record Suspicion(Line line, byte[] bytes, PrivateValues.Found found) {
    static Suspicion of(Line line, Frame frame, PrivateValues.Found found) {
      int end = found.at() + found.count() * Float.BYTES;
      return new Suspicion(line, Arrays.copyOfRange(frame.bytes(), found.at(), end), found);
    }
  }

  /**
   * @param common what the server ended with; null if it is not at hand
   * @param known what it began with, and so tells nothing of any client; null if not at hand
   */
  PrivacyCheck(
      Departures departures,
      Adapters adapters,
      @Nullable List<Values> common,
      @Nullable List<Values> known,
      Findings findings) {
    this.departures = departures;
    this.adapters = adapters;
    this.common = common;
    this.known = known == null ? List.of() : known;
    this.findings = findings;
  }

  /** Looks at an update as it came from a client. */
  void inspect(Line line, Frame frame) {
    List<Values> shared = common;
    if (shared == null) {
      findings.unchecked(
          INVARIANT,
          "there is no adapters/common.safetensors to compare the parts of updates with");
      return;
    }
    List<String> leaving = new ArrayList<>();
    for (String part : departures.rounds().keySet()) {
      if (departures.allow(part, frame.round())) {
        leaving.add(part);
      }
    }
    for (Values part : frame.parts()) {
      findings.count("parts of updates", 1);
      if (!leaving.contains(part.part())) {
        findings.violation(
            INVARIANT,
            line,
            "part " + part.part() + " has left the client, which the method does not allow then");
      } else if (!isShared(part, shared)) {
        findings.count("private parts that the method lets leave", 1);
      }
    }
    Owned own = owned.computeIfAbsent(new Key(line.client(), leaving), key -> read(key, shared));
    for (Values part : own.leaving()) {
      if (frame.parts().stream().anyMatch(sent -> Arrays.equals(sent.values(), part.values()))) {
        disclosed.computeIfAbsent(line.client(), client -> new TreeSet<>()).add(part.part());
      }
    }
    if (own.staying() != null) {
      own.staying()
          .find(frame.bytes())
          .ifPresent(found -> suspicions.add(Suspicion.of(line, frame, found)));
    }
  }

  /**
   * To be called behind the last update: only then it is known which parts the method has let leave
   * as they were at the end, in whole. They are no secret, and where their values stand in another
   * update, before or after, that is by chance or by what the server made of them. Nor is what
   * stands in the common state, or stood there at the beginning: it is sent to all.
   */
  void end() {
    List<Values> sentToAll = new ArrayList<>();
    if (common != null) {
      sentToAll.addAll(common);
      known.stream().filter(part -> isOneOf(common, part)).forEach(sentToAll::add);
    }
    PrivateValues published = new PrivateValues(sentToAll);
    for (Suspicion one : suspicions) {
      Set<String> told = disclosed.getOrDefault(one.line().client(), Set.of());
      if (!told.contains(one.found().part()) && !published.holdsMostOf(one.bytes())) {
        findings.violation(
            INVARIANT, one.line(), "what the client owns stands in its update: " + one.found());
      }
    }
  }

  private Owned read(Key key, List<Values> shared) {
    List<Values> parts = adapters.client(key.client());
    if (parts == null) {
      findings.unchecked(
          INVARIANT, "there is no adapters/client-" + key.client() + ".safetensors to look for");
      return new Owned(null, List.of());
    }
    List<Values> staying =
        parts.stream()
            .filter(part -> !key.leaving().contains(part.part()) && !isKnown(part))
            .toList();
    PrivateValues values = PrivateValues.of(staying, shared);
    if (values != null) {
      findings.count("private values looked for", values.size());
      findings.unchecked(
          INVARIANT,
          "updates are searched for the values that clients ended with; earlier ones are not"
              + " stored");
    }
    List<Values> leaving =
        parts.stream()
            .filter(part -> key.leaving().contains(part.part()) && !isShared(part, shared))
            .toList();
    return new Owned(values, leaving);
  }

  private static boolean isShared(Values part, List<Values> shared) {
    return shared.stream().anyMatch(one -> one.part().equals(part.part()));
  }

  private static boolean isOneOf(List<Values> shared, Values part) {
    return shared.stream()
        .anyMatch(
            one -> one.part().equals(part.part()) && one.values().length == part.values().length);
  }

  /** Whether a part is as everybody's begins: its client has never worked on it. */
  private boolean isKnown(Values part) {
    return known.stream().anyMatch(one -> Arrays.equals(one.values(), part.values()));
  }
}
