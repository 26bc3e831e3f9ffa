package io.fedlora.world.presence;

import io.fedlora.scenario.Named;
import io.fedlora.world.Availability;

/** Nobody ever leaves. */
@Named(value = "always", summary = "there at all times")
public final class AlwaysThere implements AvailabilityModel {
  @Override
  public Availability of(long seed, int client) {
    return Availability.ALWAYS;
  }
}
