package io.fedlora.scenario;

import java.time.Duration;

/**
 * Keys of the {@code server} block for the collections that are not synchronous.
 *
 * @param concurrency how many clients are at work at a time, at least 1
 * @param buffer how many updates make a merge, of the clients at work; buffered
 * @param mixing α, the weight of a fresh update against the common state, in (0, 1]; asynchronous
 * @param period from one merge to the next; semi-synchronous without tiers
 * @param tiers groups by speed; semi-synchronous
 */
public record ContinuousSettings(
    Count concurrency, Count buffer, double mixing, Duration period, @Flat TierSettings tiers) {
  public ContinuousSettings {
    ServerSettings.requireSome("concurrency", concurrency);
    ServerSettings.requireSome("buffer", buffer);
    if (!(mixing > 0 && mixing <= 1)) {
      throw new InvalidValue(
          "mixing", "must be above 0 and at most 1", "write for example mixing = 0.6");
    }
    if (period.isZero()) {
      throw new InvalidValue("period", "must be above 0", "write for example period = 30s");
    }
  }

  /** How many updates make a merge; a number may exceed how many are at work at a time. */
  public int bufferSize(int clients) {
    return buffer instanceof Count.Exactly
        ? buffer.of(clients)
        : buffer.of(concurrency.of(clients));
  }

  void requireFits(int clients) {
    tiers.requireFits(clients);
    if (concurrency instanceof Count.Exactly exactly && exactly.number() > clients) {
      throw new InvalidValue(
          "server.concurrency",
          "wants " + exactly.number() + " of " + clients + " clients at work",
          "write at most " + clients + ", or all");
    }
    if (buffer instanceof Count.Exactly exactly && exactly.number() > clients) {
      throw new InvalidValue(
          "server.buffer",
          "waits for updates of " + exactly.number() + " clients where there are " + clients,
          "write at most " + clients + ", or all");
    }
  }
}
