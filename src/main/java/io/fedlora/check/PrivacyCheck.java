package io.fedlora.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<Key, Optional<PrivateValues>> owned = new LinkedHashMap<>();

  /** A client, and what of its own may leave in a round. */
  private record Key(int client, List<String> leaving) {}

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
      } else if (shared.stream().noneMatch(one -> one.part().equals(part.part()))) {
        findings.count("private parts that the method lets leave", 1);
      }
    }
    owned
        .computeIfAbsent(new Key(line.client(), leaving), key -> read(key, shared))
        .flatMap(values -> values.find(frame.bytes()))
        .ifPresent(
            found ->
                findings.violation(
                    INVARIANT, line, "what the client owns stands in its update: " + found));
  }

  private Optional<PrivateValues> read(Key key, List<Values> shared) {
    List<Values> parts = adapters.client(key.client());
    if (parts == null) {
      findings.unchecked(
          INVARIANT, "there is no adapters/client-" + key.client() + ".safetensors to look for");
      return Optional.empty();
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
    return Optional.ofNullable(values);
  }

  /** Whether a part is as everybody's begins: its client has never worked on it. */
  private boolean isKnown(Values part) {
    return known.stream().anyMatch(one -> Arrays.equals(one.values(), part.values()));
  }
}
