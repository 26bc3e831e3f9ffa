package io.fedlora.server;

import io.fedlora.method.FederatedMethod;
import java.util.List;

/**
 * What an update brings to a merge.
 *
 * @param weight the method's, by its steps, too, where clients may do fewer
 * @param factor what its age leaves of that, in (0, 1]
 * @param done the share of its local steps that is behind it, in (0, 1]
 */
record Worth(double weight, double factor, double done) {
  /** That of each update if it is merged onto a version. */
  static List<Worth> of(
      List<Arrival> arrivals, RoundRules rules, FederatedMethod method, long version) {
    Staleness staleness = rules.staleness();
    return arrivals.stream()
        .map(
            arrival ->
                new Worth(
                    rules.weight(method, arrival.update()),
                    staleness.factor(arrival.staleness(version)),
                    rules.done(arrival.update())))
        .toList();
  }

  private double aged() {
    return weight * factor;
  }

  /**
   * Shares that sum to 1: {@code w_i f_i / Σ w_j f_j}.
   *
   * @param inTime how many of the first came in their round, whose age does not count
   */
  static double[] ofRound(List<Worth> worths, int inTime) {
    double[] shares = new double[worths.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = i < inTime ? worths.get(i).weight() : worths.get(i).aged();
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /** Shares that sum to 1 but for age: {@code w_i f_i / Σ w_j}. */
  static double[] ofBuffer(List<Worth> worths) {
    double sum = 0;
    for (Worth worth : worths) {
      sum += worth.weight();
    }
    double[] shares = new double[worths.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = worths.get(i).aged() / sum;
    }
    return shares;
  }
}
