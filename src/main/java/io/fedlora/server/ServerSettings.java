package io.fedlora.server;

/**
 * How the server conducts its rounds. Durations are virtual nanoseconds.
 *
 * @param seed keys the draw of cohorts
 * @param clients how many there are
 * @param rounds how many to hold
 * @param cohort how many are wanted a round
 * @param overSelection how many more are asked, as a share of the cohort
 * @param closeAfter a round closes when so many have answered
 * @param deadline a round closes after so long at the latest; −1 for none
 * @param quorum the least share of those asked that must have arrived, or nothing is merged
 * @param acceptLate whether late updates are merged into the next round
 * @param stalenessBound the most merges a late update may have missed
 * @param stalenessExponent a late update's weight is multiplied by (1 + staleness)^−exponent
 * @param crashDetection a client that has not answered for so long is taken to be free again
 */
public record ServerSettings(
    long seed,
    int clients,
    int rounds,
    int cohort,
    double overSelection,
    int closeAfter,
    long deadline,
    double quorum,
    boolean acceptLate,
    int stalenessBound,
    double stalenessExponent,
    long crashDetection) {

  /** How many are asked when enough are free. */
  int asked() {
    return (int) Math.min(clients, Math.ceil(cohort * (1 + overSelection) - 1e-9));
  }

  /** The instant by which a round that opens now is over. */
  long end(long now) {
    return now + (deadline < 0 ? crashDetection : deadline);
  }

  /** The factor on a late update's weight. */
  double staleWeight(int staleness) {
    return StrictMath.pow(1.0 + staleness, -stalenessExponent);
  }
}
