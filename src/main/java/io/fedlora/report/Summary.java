package io.fedlora.report;

import io.fedlora.journal.Json;
import io.fedlora.journal.Ledger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a run came to, as {@code summary.json} has it (schema 1). An absent value is {@code null}
 * there.
 *
 * @param scenario its name
 * @param method as the scenario calls it
 * @param seed of the scenario
 * @param status {@code completed}
 * @param rounds held
 * @param metricName as {@code accuracy}
 * @param metric of each client after the last merge
 * @param afterLocal of each client right after its own last local work; absent for one that never
 *     worked
 * @param majority mean score of always answering a client's most frequent training label
 * @param loss mean cross-entropy over the clients' scored texts after the last merge
 * @param ranks numerical rank of each client's effective update, the largest over adapted linears;
 *     0 for a client whose model has diverged
 * @param virtualSeconds from start to end
 * @param wallSeconds of real time
 * @param updates how requests ended
 * @param faults how many times each fault happened, by kind
 * @param traffic bytes and trainable numbers, up and down
 * @param compute counted local work
 * @param numerics what the numbers depend on besides the scenario
 * @param fingerprint SHA-256 over the files of {@code adapters/} in name order
 * @param journal SHA-256 of {@code events.jsonl}
 */
public record Summary(
    String scenario,
    String method,
    long seed,
    String status,
    int rounds,
    String metricName,
    List<Double> metric,
    List<Optional<Double>> afterLocal,
    Optional<Double> majority,
    double loss,
    List<Integer> ranks,
    double virtualSeconds,
    double wallSeconds,
    Ledger.Counts updates,
    SortedMap<String, Long> faults,
    Traffic traffic,
    Compute compute,
    Numerics numerics,
    String fingerprint,
    String journal) {
  /** Bytes of wire records and trainable numbers inside them. */
  public record Traffic(long upBytes, long downBytes, long upParameters, long downParameters) {}

  /** Local steps, tokens with padding, and counted FLOPs; broken-off work as far as it went. */
  public record Compute(long steps, long tokens, long flops) {}

  /** The instruction set and the native build that the numbers were made with. */
  public record Numerics(String instructionSet, String nativeBuild) {}

  /** The mean of the metric over clients. */
  public double meanMetric() {
    return mean(metric);
  }

  /** The mean of {@code afterLocal} over the clients that worked; not a number if none did. */
  public double meanAfterLocal() {
    return mean(afterLocal.stream().flatMap(Optional::stream).toList());
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  /** The file's text. */
  public String toJson() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("name", metricName);
    metrics.put("mean", meanMetric());
    metrics.put("min", metric.stream().min(Double::compare).orElse(Double.NaN));
    metrics.put("max", metric.stream().max(Double::compare).orElse(Double.NaN));
    metrics.put("perClient", metric);
    Map<String, Object> local = new LinkedHashMap<>();
    local.put("mean", meanAfterLocal());
    local.put("perClient", afterLocal);
    Map<String, Object> time = new LinkedHashMap<>();
    time.put("virtualSeconds", virtualSeconds);
    time.put("wallSeconds", wallSeconds);
    Map<String, Object> outcomes = new LinkedHashMap<>();
    outcomes.put("requested", updates.requested());
    outcomes.put("merged", updates.merged());
    outcomes.put("mergedLate", updates.mergedLate());
    outcomes.put("late", updates.late());
    outcomes.put("lost", updates.lost());
    outcomes.put("rejected", updates.rejected());
    outcomes.put("cancelled", updates.cancelled());
    outcomes.put("duplicate", updates.duplicate());
    Map<String, Object> sent = new LinkedHashMap<>();
    sent.put("upBytes", traffic.upBytes());
    sent.put("downBytes", traffic.downBytes());
    sent.put("upParameters", traffic.upParameters());
    sent.put("downParameters", traffic.downParameters());
    Map<String, Object> work = new LinkedHashMap<>();
    work.put("steps", compute.steps());
    work.put("tokens", compute.tokens());
    work.put("flops", compute.flops());
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("instructionSet", numerics.instructionSet());
    made.put("native", numerics.nativeBuild());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schema", 1);
    all.put("scenario", scenario);
    all.put("method", method);
    all.put("seed", seed);
    all.put("status", status);
    all.put("rounds", rounds);
    all.put("metric", metrics);
    all.put("afterLocal", local);
    all.put("majority", majority);
    all.put("loss", loss);
    all.put("ranks", ranks);
    all.put("time", time);
    all.put("updates", outcomes);
    all.put("faults", faults);
    all.put("traffic", sent);
    all.put("compute", work);
    all.put("numerics", made);
    all.put("fingerprint", fingerprint);
    all.put("journal", journal);
    StringBuilder text = new StringBuilder("{\n");
    String separator = "";
    for (Map.Entry<String, Object> field : all.entrySet()) {
      text.append(separator).append("  ").append(Json.of(field.getKey())).append(": ");
      text.append(Json.of(field.getValue()));
      separator = ",\n";
    }
    return text.append("\n}\n").toString();
  }
}
