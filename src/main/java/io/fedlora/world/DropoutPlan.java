package io.fedlora.world;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.DropoutPhases;

/**
 * When clients drop out: drawn for every request that reaches a client.
 *
 * @param seed of the scenario
 * @param phases weights of dropping out before training, in the middle of it, and while the update
 *     is on its way
 * @param downtime seconds until the client is back
 */
public record DropoutPlan(long seed, DropoutPhases phases, Distribution downtime) {
  /** What becomes of a client that has received a request. */
  sealed interface Fate {
    /** It goes through with it. */
    record Stays() implements Fate {}

    /** It drops out in a phase, after a share of it. */
    record DropsOut(Phase phase, double share) implements Fate {}
  }

  /** A phase of the work on a request. */
  enum Phase {
    BEFORE,
    DURING,
    UPLOAD
  }

  private static final Fate STAYS = new Fate.Stays();

  /** The fate of a client's n-th request, given its probability of dropping out. */
  Fate fate(int client, long n, double probability) {
    if (probability <= 0) {
      return STAYS;
    }
    RandomStream stream = RandomStream.of(seed, "dropout", client, n);
    if (stream.nextDouble() >= probability) {
      return STAYS;
    }
    double phase = stream.nextDouble() * (phases.before() + phases.during() + phases.upload());
    double share = stream.nextDouble();
    if (phase < phases.before()) {
      return new Fate.DropsOut(Phase.BEFORE, 0);
    }
    return new Fate.DropsOut(
        phase < phases.before() + phases.during() ? Phase.DURING : Phase.UPLOAD, share);
  }

  /** Nanoseconds until a client is back from its n-th dropout. */
  long downtime(int client, long n) {
    double seconds = Draws.of(downtime, RandomStream.of(seed, "downtime", client, n));
    return Draws.nanos(seconds);
  }
}
