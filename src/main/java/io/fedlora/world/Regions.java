package io.fedlora.world;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Disturbance;
import io.fedlora.scenario.FleetSettings;
import io.fedlora.scenario.RegionalSpell;
import io.fedlora.world.presence.Spells;
import io.fedlora.world.presence.Stretches;
import io.fedlora.world.presence.Together;
import java.util.ArrayList;
import java.util.List;

/** The regions over which clients are spread: what befalls one befalls all its clients at once. */
final class Regions {
  private final long seed;
  private final List<Availability> powered = new ArrayList<>();
  private final List<Storm> storms = new ArrayList<>();

  Regions(long seed, FleetSettings settings) {
    this.seed = seed;
    for (int region = 0; region < settings.regions(); region++) {
      powered.add(calm(settings.outages(), "outage", region));
      Availability calm = calm(settings.storms().when(), "storm", region);
      storms.add(
          calm == Availability.ALWAYS ? Storm.NONE : new Storm(calm, settings.storms().slowDown()));
    }
  }

  private Availability calm(Disturbance disturbance, String reason, int region) {
    List<Availability> all = new ArrayList<>();
    if (disturbance.every().isPresent()) {
      double every = disturbance.every().get().toNanos() / 1e9;
      all.add(
          new Spells(
              new Spells.Key(seed, reason, region, reason),
              true,
              (calm, stream) ->
                  calm
                      ? every * stream.nextExponential()
                      : Draws.of(disturbance.lasting(), stream)));
    }
    List<Windows.Window> fixed = new ArrayList<>();
    for (RegionalSpell spell : disturbance.schedule()) {
      if (spell.concerns(region)) {
        fixed.add(new Windows.Window(spell.from().toNanos(), spell.to().toNanos()));
      }
    }
    if (!fixed.isEmpty()) {
      all.add(new Stretches(fixed, false, reason));
    }
    return Together.of(all);
  }

  private int region(int client) {
    return RandomStream.of(seed, "region", client).nextInt(powered.size());
  }

  /** Closed while the client's region is away. */
  Availability availability(int client) {
    return powered.get(region(client));
  }

  /** The storms of the client's region. */
  Storm storm(int client) {
    return storms.get(region(client));
  }
}
