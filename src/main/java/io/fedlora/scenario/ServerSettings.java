package io.fedlora.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * The {@code server} block: how updates are collected.
 *
 * @param collection in rounds or otherwise
 * @param cohort how many of the clients a round wants, at least 1
 * @param overSelection share of the cohort that is asked in addition, not negative
 * @param closeAfter how many answers of those asked close a round
 * @param deadline time after which a round closes with what has arrived; none for never
 * @param quorum least share of those asked that must have arrived, in [0, 1]
 * @param lateUpdates what becomes of updates after the close
 * @param workLimit how long a client may work on a request; none for any time
 * @param crashDetection time after which the server learns of a silently lost client
 * @param continuous how updates are collected without rounds
 * @param staleness what an update is worth that has missed merges
 * @param merge how wrong updates are kept from doing harm
 */
public record ServerSettings(
    CollectionMode collection,
    Count cohort,
    double overSelection,
    Count closeAfter,
    Optional<Duration> deadline,
    double quorum,
    LateUpdates lateUpdates,
    Optional<Duration> workLimit,
    CrashDetection crashDetection,
    @Flat ContinuousSettings continuous,
    @Flat StalenessSettings staleness,
    MergeSettings merge) {
  public ServerSettings {
    requireSome("cohort", cohort);
    Require.notNegative("over-selection", overSelection);
    requireSome("close-after", closeAfter);
    if (deadline.isPresent() && deadline.get().isZero()) {
      throw new InvalidValue("deadline", "must be above 0", "write a duration as 30s, or none");
    }
    if (workLimit.isPresent() && workLimit.get().isZero()) {
      throw new InvalidValue("work-limit", "must be above 0", "write a duration as 30s, or none");
    }
    Require.share("quorum", quorum);
  }

  /** How many clients a round asks: the cohort and its over-selection, at most all. */
  public int asked(int clients) {
    int wanted = cohort.of(clients);
    double surplus = Rounding.up(wanted * overSelection);
    return (int) Math.min(clients, wanted + Math.max(0, surplus));
  }

  /**
   * How many answers close a round of which {@code asked} clients were asked: with over-selection,
   * and unless the scenario says otherwise, as many as were wanted before it.
   */
  public int closesAfter(int clients, int asked) {
    boolean surplus = overSelection > 0 && closeAfter instanceof Count.All;
    return surplus ? Math.min(cohort.of(clients), asked) : closeAfter.of(asked);
  }

  /** Whether updates are collected in synchronous rounds. */
  public boolean inRounds() {
    return collection == CollectionMode.SYNCHRONOUS;
  }

  /** Whether clients are put into tiers. */
  public boolean inTiers() {
    return collection == CollectionMode.SEMI_SYNCHRONOUS && continuous.tiers().tiers().isPresent();
  }

  /** Whether a merge is made of more than its updates: of the common state before it as well. */
  public boolean mergesOntoCommon() {
    return !inRounds() || merge.clipNorm() > 0;
  }

  void requireFits(int clients) {
    if (collection == CollectionMode.ASYNCHRONOUS && merge.centre() != MergeSettings.Centre.MEAN) {
      throw new InvalidValue(
          "server.merge.centre",
          "has nothing to choose from where each update is merged by itself",
          "write centre = mean, or collection = buffered");
    }
    if (!inRounds()) {
      continuous.requireFits(clients);
      return;
    }
    if (cohort instanceof Count.Exactly exactly && exactly.number() > clients) {
      throw new InvalidValue(
          "server.cohort",
          "asks for " + exactly.number() + " of " + clients + " clients",
          "write at most " + clients + ", or all");
    }
    int asked = asked(clients);
    if (closeAfter instanceof Count.Exactly exactly && exactly.number() > asked) {
      throw new InvalidValue(
          "server.close-after",
          "waits for " + exactly.number() + " answers where " + asked + " clients are asked",
          "write at most " + asked + ", or all");
    }
    int closing = closesAfter(clients, asked);
    if (closing < Rounding.up(quorum * asked)) {
      throw new InvalidValue(
          "server.quorum",
          "is never met: rounds close after " + closing + " of " + asked + " answers",
          "lower it, raise close-after, or lower over-selection");
    }
  }

  static void requireSome(String key, Count count) {
    if (count.equals(new Count.Exactly(0))) {
      throw new InvalidValue(
          key, "must be at least 1, found 0", "write for example " + key + " = all");
    }
  }
}
