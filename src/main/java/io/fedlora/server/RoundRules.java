package io.fedlora.server;

import io.fedlora.scenario.LateUpdates;
import io.fedlora.scenario.Rounding;
import io.fedlora.scenario.ServerSettings;

/**
 * How the server conducts its rounds, in whole nanoseconds and counts of clients.
 *
 * @param seed keys the draw of cohorts
 * @param clients how many there are
 * @param rounds how many to hold
 * @param settings the scenario's {@code server} block
 */
public record RoundRules(long seed, int clients, int rounds, ServerSettings settings) {
  /** How many are asked when enough are free. */
  int asked() {
    return settings.asked(clients);
  }

  /** How many answers of those asked suffice. */
  int enough(int asked) {
    return Math.max(1, settings.closesAfter(clients, asked));
  }

  /** From opening a round to its deadline; −1 for none. */
  public long deadline() {
    return settings.deadline().map(duration -> duration.toNanos()).orElse(-1L);
  }

  /** After how long a client that has not answered is taken to be free again. */
  public long crashDetection() {
    return settings.crashDetection().toNanos();
  }

  /** The instant by which a round that opens now is over. */
  long end(long now) {
    return now + (deadline() < 0 ? crashDetection() : deadline());
  }

  /** Whether so many arrivals of those asked may be merged. */
  boolean isQuorum(int arrived, int asked) {
    return arrived > 0 && arrived >= Rounding.up(settings.quorum() * asked);
  }

  /** Whether late updates are merged into the next round. */
  public boolean acceptsLate() {
    return settings.lateUpdates() == LateUpdates.ACCEPT;
  }

  /** Whether an update that has missed so many merges may still be merged. */
  boolean isFresh(int staleness) {
    return staleness <= settings.stalenessBound();
  }

  /** The factor on a late update's weight. */
  double staleWeight(int staleness) {
    return StrictMath.pow(1.0 + staleness, -settings.stalenessExponent());
  }
}
