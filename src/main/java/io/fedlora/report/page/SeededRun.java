package io.fedlora.report.page;

import java.util.List;

/**
 * A run of a setting, as the table and the paired differences see it.
 *
 * @param seed of the run; runs of one seed are pairs
 * @param ended whether it came to its end; what has not is part of no pair
 * @param fingerprint of the adapters; empty if it has not ended
 * @param figures of the run
 * @param clients scores at the end by client; empty if the run has not ended
 */
record SeededRun(
    String seed, boolean ended, String fingerprint, RunFigures figures, List<Double> clients) {
  /** An ended run of figures alone. */
  static SeededRun of(String seed, RunFigures figures) {
    return new SeededRun(seed, true, "", figures, List.of());
  }

  /** The same run, whose clients are those of no other setting. */
  SeededRun withoutClients() {
    return new SeededRun(seed, ended, fingerprint, figures, List.of());
  }
}
