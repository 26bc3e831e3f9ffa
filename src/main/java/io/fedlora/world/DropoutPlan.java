package io.fedlora.world;

import io.fedlora.random.RandomStream;

/**
 * When clients drop out: drawn for every request that reaches a client.
 *
 * @param seed of the scenario
 * @param before weight of dropping out before training
 * @param during weight of dropping out in the middle of it
 * @param upload weight of dropping out while the update is on its way
 * @param downtime nanoseconds until the client is back
 */
public record DropoutPlan(long seed, double before, double during, double upload, long downtime) {
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
    double phase = stream.nextDouble() * (before + during + upload);
    double share = stream.nextDouble();
    if (phase < before) {
      return new Fate.DropsOut(Phase.BEFORE, 0);
    }
    return new Fate.DropsOut(phase < before + during ? Phase.DURING : Phase.UPLOAD, share);
  }
}
