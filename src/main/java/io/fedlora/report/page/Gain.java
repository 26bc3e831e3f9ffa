package io.fedlora.report.page;

import java.util.List;

/**
 * How many clients one setting serves better than another, over the seeds that both have.
 *
 * @param better clients, each counted once a seed
 * @param worse clients
 * @param pairs of scores in all, equal ones included
 */
record Gain(int better, int worse, int pairs) {
  /**
   * Counts them.
   *
   * @param higher whether more of the score is better
   */
  static Gain of(List<SeededRun> one, List<SeededRun> other, boolean higher) {
    int better = 0;
    int worse = 0;
    int pairs = 0;
    for (SeededRun run : one) {
      for (SeededRun partner : other) {
        if (!run.seed().equals(partner.seed())
            || run.clients().size() != partner.clients().size()) {
          continue;
        }
        for (int client = 0; client < run.clients().size(); client++) {
          double more = run.clients().get(client) - partner.clients().get(client);
          pairs += Double.isNaN(more) ? 0 : 1;
          better += (higher ? more : -more) > 0 ? 1 : 0;
          worse += (higher ? more : -more) < 0 ? 1 : 0;
        }
      }
    }
    return new Gain(better, worse, pairs);
  }

  /** The share of clients that gain; not a number where none can be compared. */
  double share() {
    return (double) better / pairs;
  }
}
