package io.fedlora.check;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Invariant 8, what the machine did: never more work at once than there are slots, and native
 * memory that does not grow from round to round. How much of the resident memory is native is known
 * only between two bounds, as Java may or may not have touched all of its heap; growth is proved
 * when the lower bound of the end lies above the upper bound of the beginning.
 */
final class MachineCheck {
  private static final int INVARIANT = 8;

  /** By then a session has loaded and used all that it will. */
  private static final int SETTLED = 2;

  /**
   * What activations of texts not met before, and the engine's own caches, may still take. Runs of
   * the scenarios here stay more than 50 MiB below the upper bound itself.
   */
  private static final long ALLOWANCE = 256L << 20;

  private final Findings findings;
  private long session = -1;
  private int lines;
  private long baseline = -1;

  MachineCheck(Findings findings) {
    this.findings = findings;
  }

  /** Looks through the file, if there is one. */
  void read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      findings.unchecked(INVARIANT, "there is no machine.jsonl that tells of slots and memory");
      return;
    }
    int number = 0;
    for (String text : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      number++;
      if (text.isEmpty()) {
        continue;
      }
      try {
        see("machine.jsonl:" + number, Json.object(text));
      } catch (IOException e) {
        // A line that a kill has torn; nothing can be told from it.
        findings.unchecked(INVARIANT, "machine.jsonl:" + number + " is no line of numbers");
      }
    }
  }

  private void see(String where, JsonObject line) {
    double slots = Figures.of(line, "slots");
    double most = Figures.of(line, "mostAtOnce");
    if (Double.isNaN(slots) || Double.isNaN(most)) {
      findings.unchecked(INVARIANT, where + " does not say how many slots were in use");
      return;
    }
    findings.count("rounds whose slots and memory were looked at", 1);
    if (most > slots) {
      findings.violation(
          INVARIANT, "%s: %.0f pieces of work at once on %.0f slots".formatted(where, most, slots));
    }
    memory(where, line);
  }

  private void memory(String where, JsonObject line) {
    if (Double.isNaN(Figures.of(line, "residentBytes") + Figures.of(line, "heapBytes"))) {
      return;
    }
    long resident = line.get("residentBytes").getAsLong();
    long heap = line.get("heapBytes").getAsLong();
    double session = Figures.of(line, "session");
    long here = Double.isNaN(session) ? 1 : (long) session;
    if (here != this.session) {
      this.session = here;
      lines = 0;
    }
    if (++lines == SETTLED) {
      baseline = resident;
    } else if (lines > SETTLED && resident >= 0 && resident - heap > baseline + ALLOWANCE) {
      findings.violation(
          INVARIANT,
          "%s: at least %d MiB are resident outside Java's heap, at most %d MiB were after the session's second round"
              .formatted(where, (resident - heap) >> 20, baseline >> 20));
    }
  }
}
