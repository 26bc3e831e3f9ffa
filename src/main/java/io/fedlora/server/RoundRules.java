package io.fedlora.server;

import io.fedlora.method.Contribution;
import io.fedlora.method.FederatedMethod;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.LateUpdates;
import io.fedlora.scenario.Rounding;
import io.fedlora.scenario.ServerSettings;

/**
 * How the server collects updates, in whole nanoseconds and counts of clients.
 *
 * @param seed keys the draw of cohorts
 * @param clients how many there are
 * @param rounds how many to hold
 * @param steps local steps that a client does on a request if it has the time
 * @param settings the scenario's {@code server} block
 */
public record RoundRules(long seed, int clients, int rounds, int steps, ServerSettings settings) {
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
    return settings.crashDetection().with(settings.deadline()).toNanos();
  }

  /** How long a client may work on a request; −1 for any time. */
  public long workLimit() {
    return settings.workLimit().map(duration -> duration.toNanos()).orElse(-1L);
  }

  /** What an update weighs before age is considered: by its steps, too, if they may be fewer. */
  double weight(FederatedMethod method, Contribution update) {
    double weight = method.weight(update);
    return workLimit() < 0 ? weight : weight * update.steps();
  }

  /** The share of its local steps behind an update; 1 where clients do all, whatever they say. */
  double done(Contribution update) {
    return workLimit() < 0 ? 1 : Math.min(1, update.steps() / (double) steps);
  }

  /** How long the server waits: for a round, or for a request where there are no rounds. */
  long patience() {
    return deadline() < 0 ? crashDetection() : deadline();
  }

  /** The instant by which a round that opens now is over. */
  long end(long now) {
    return now + patience();
  }

  /** How many clients are at work at a time; 0 in rounds. */
  public int concurrency() {
    return settings.inRounds() ? 0 : settings.continuous().concurrency().of(clients);
  }

  /** How many of the clients of a tier are at work at a time. */
  public int concurrencyOf(int tier) {
    return settings.continuous().concurrency().of(tier);
  }

  /** How many updates make a merge at once; 0 where their number does not. */
  public int bufferSize() {
    return switch (settings.collection()) {
      case BUFFERED -> settings.continuous().bufferSize(clients);
      case ASYNCHRONOUS -> 1;
      case SYNCHRONOUS, SEMI_SYNCHRONOUS -> 0;
    };
  }

  /** From one merge to the next where the clock says so; −1 where it does not. */
  public long period() {
    return settings.collection() == CollectionMode.SEMI_SYNCHRONOUS && !settings.inTiers()
        ? settings.continuous().period().toNanos()
        : -1;
  }

  /** How many tiers clients are put into; 0 where they are not. */
  public int tiers() {
    return settings.inTiers()
        ? Math.min(clients, settings.continuous().tiers().tiers().orElse(0))
        : 0;
  }

  /** Whether so many arrivals of those asked may be merged. */
  boolean isQuorum(int arrived, int asked) {
    return arrived > 0 && arrived >= Rounding.up(settings.quorum() * asked);
  }

  /** Whether late updates are merged into the next round. */
  public boolean acceptsLate() {
    return settings.lateUpdates() == LateUpdates.ACCEPT;
  }

  /** What missed merges leave of an update's weight. */
  Staleness staleness() {
    return new Staleness(settings.staleness());
  }
}
