package io.fedlora.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Invariant 1: updates hold parts of the common state only, and nothing that a client owns. */
final class PrivacyCheck {
  private static final int INVARIANT = 1;

  private final Adapters adapters;
  private final Findings findings;
  private final @Nullable List<Values> common;
  private final Map<Integer, Optional<PrivateValues>> owned = new TreeMap<>();

  PrivacyCheck(Adapters adapters, @Nullable List<Values> common, Findings findings) {
    this.adapters = adapters;
    this.common = common;
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
    for (Values part : frame.parts()) {
      findings.count("parts of updates", 1);
      if (shared.stream().noneMatch(one -> one.part().equals(part.part()))) {
        findings.violation(
            INVARIANT,
            line,
            "part " + part.part() + " has left the client and is no part of the common state");
      }
    }
    owned
        .computeIfAbsent(line.client(), client -> read(client, shared))
        .flatMap(values -> values.find(frame.bytes()))
        .ifPresent(
            found ->
                findings.violation(
                    INVARIANT, line, "what the client owns stands in its update: " + found));
  }

  private Optional<PrivateValues> read(int client, List<Values> shared) {
    List<Values> parts = adapters.client(client);
    if (parts == null) {
      findings.unchecked(
          INVARIANT, "there is no adapters/client-" + client + ".safetensors to look for");
      return Optional.empty();
    }
    PrivateValues values = PrivateValues.of(parts, shared);
    if (values != null) {
      findings.count("private values looked for", values.size());
      findings.unchecked(
          INVARIANT,
          "updates are searched for the values that clients ended with; earlier ones are not stored");
    }
    return Optional.ofNullable(values);
  }
}
