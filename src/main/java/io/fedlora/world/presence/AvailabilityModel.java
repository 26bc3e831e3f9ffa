package io.fedlora.world.presence;

import io.fedlora.world.Availability;

/**
 * A way for clients to be there and away, named in a scenario by {@code available.kind}. Its class
 * carries {@link io.fedlora.scenario.Named} and has one public constructor that takes its options
 * record.
 */
public interface AvailabilityModel {
  /**
   * When one client is there: a pure function of these arguments and time.
   *
   * @param seed of the scenario
   */
  Availability of(long seed, int client);
}
