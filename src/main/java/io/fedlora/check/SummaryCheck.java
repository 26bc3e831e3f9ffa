package io.fedlora.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares {@code summary.json} with what the journal adds up to. */
final class SummaryCheck {
  /** Virtual seconds are written with at least fifteen digits. */
  private static final double ROUNDING = 1e-12;

  private final Summary summary;
  private final Findings findings;

  SummaryCheck(Summary summary, Findings findings) {
    this.summary = summary;
    this.findings = findings;
  }

  /** Updates are of invariant 2, traffic and computation of invariant 5. */
  void totals(Map<String, Long> sums) {
    sums.forEach((path, sum) -> expect(path.startsWith("updates.") ? 2 : 5, path, sum));
  }

  /** The faults, of invariant 2 as all that is counted of requests. */
  void faults(JsonObject counted) {
    JsonElement said = summary.root().get("faults");
    boolean same = said == null ? counted.size() == 0 : said.equals(counted);
    findings.count("values of summary.json", 1);
    if (!same) {
      findings.violation(
          2, "summary.json says faults %s, the run folder makes it %s".formatted(said, counted));
    }
  }

  /** The names and numbers that stand in the first and the last event. */
  void ends(Line started, @Nullable Line completed) {
    expect(0, "schema", 1);
    for (String name : new String[] {"scenario", "method"}) {
      expect(0, name, started.text(name));
    }
    expect(0, "seed", started.whole("seed"));
    expect(0, "metric.name", started.text("metric"));
    if (completed == null) {
      if (summary.text("status").equals("completed")) {
        findings.violation(
            0, "summary.json says status completed, the journal has no run-completed");
      }
      return;
    }
    expect(0, "status", "completed");
    expect(0, "rounds", completed.whole("rounds"));
    double seconds = completed.time() / 1e9;
    double said = number("time.virtualSeconds");
    if (!(Math.abs(said - seconds) <= ROUNDING * seconds)) {
      findings.violation(
          0,
          "summary.json says time.virtualSeconds %s, %s ends at %s s"
              .formatted(said, completed, seconds));
    }
  }

  /** The digests of the other files. */
  void digests(String journal, String fingerprint, Path adapters) {
    expect(0, "journal", journal);
    if (!fingerprint.isEmpty()) {
      expect(0, "fingerprint", fingerprint);
    } else {
      findings.violation(0, adapters.getFileName() + "/ is missing, summary.json is there");
    }
  }

  private double number(String path) {
    try {
      return new BigDecimal(summary.text(path)).doubleValue();
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void expect(int invariant, String path, long expected) {
    boolean same;
    try {
      same = new BigDecimal(summary.text(path)).compareTo(BigDecimal.valueOf(expected)) == 0;
    } catch (NumberFormatException e) {
      same = false;
    }
    expect(invariant, path, String.valueOf(expected), same);
  }

  private void expect(int invariant, String path, String expected) {
    expect(invariant, path, expected, summary.text(path).equals(expected));
  }

  private void expect(int invariant, String path, String expected, boolean same) {
    findings.count("values of summary.json", 1);
    if (!same) {
      findings.violation(
          invariant,
          "summary.json says %s %s, the run folder makes it %s"
              .formatted(path, summary.text(path), expected));
    }
  }
}
