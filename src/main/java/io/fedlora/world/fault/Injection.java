package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import java.util.BitSet;
import java.util.Optional;

/**
 * A fault in a fleet: it knows whom it befalls, and draws whether it does.
 *
 * @param kind as the scenario calls it
 * @param fault what happens
 * @param clients whom it may befall
 * @param <F> which sort of fault
 */
public record Injection<F extends Fault>(String kind, F fault, BitSet clients) {
  /**
   * Whether it happens on an occasion. Each occasion has a stream of its own, so that no draw
   * depends on what else happens, or when.
   *
   * @param seed of the scenario
   * @param occasion tells one occasion of a client from another, as the ordinal of its request
   * @return the stream for what else is to be drawn; empty if it does not happen
   */
  public Optional<RandomStream> strikes(long seed, int client, long now, long... occasion) {
    double probability = clients.get(client) ? fault.when().probability(now) : 0;
    if (probability <= 0) {
      return Optional.empty();
    }
    long[] key = new long[occasion.length + 1];
    key[0] = client;
    System.arraycopy(occasion, 0, key, 1, occasion.length);
    RandomStream stream = RandomStream.of(seed, "fault-" + kind, key);
    return stream.nextDouble() < probability ? Optional.of(stream) : Optional.empty();
  }
}
