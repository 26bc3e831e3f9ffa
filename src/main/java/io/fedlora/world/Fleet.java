package io.fedlora.world;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.FleetSettings;
import io.fedlora.scenario.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * The clients' hardware and connections: how long work and transfers take.
 *
 * @param seed of the scenario
 * @param profiles by client
 */
public record Fleet(long seed, List<Profile> profiles) {
  public Fleet {
    profiles = List.copyOf(profiles);
  }

  /**
   * The fleet of a scenario: the first group has the lowest client numbers, and what is drawn is
   * drawn once a client.
   *
   * @param behaviour of groups that name none
   */
  public static Fleet of(long seed, FleetSettings settings, int clients, String behaviour) {
    List<Profile> profiles = new ArrayList<>();
    int[] sizes = settings.sizes(clients);
    for (int g = 0; g < sizes.length; g++) {
      Group group = settings.groups().get(g);
      Availability availability = availability(group);
      for (int i = 0; i < sizes[g]; i++) {
        int client = profiles.size();
        profiles.add(
            new Profile(
                group.name(),
                group.behaviour().orElse(behaviour),
                Draws.of(group.speed(), RandomStream.of(seed, "fleet-speed", client)),
                group.speedJitter(),
                Draws.of(group.up(), RandomStream.of(seed, "fleet-up", client)),
                Draws.of(group.down(), RandomStream.of(seed, "fleet-down", client)),
                group.latency().toNanos(),
                group.jitter().toNanos(),
                group.dropout().orElse(settings.dropout()),
                availability));
      }
    }
    return new Fleet(seed, profiles);
  }

  private static Availability availability(Group group) {
    if (group.available().isAlways()) {
      return Availability.ALWAYS;
    }
    return new Windows(
        group.available().period().toNanos(),
        group.available().windows().stream()
            .map(window -> new Windows.Window(window.from().toNanos(), window.to().toNanos()))
            .toList());
  }

  /** The clients with the lowest numbers alone. */
  public Fleet first(int clients) {
    return new Fleet(seed, profiles.subList(0, clients));
  }

  /** The profile of a client. */
  public Profile profile(int client) {
    return profiles.get(client);
  }

  /** How long work takes, in nanoseconds. */
  public long workNanos(int client, int ordinal, long flops) {
    Profile profile = profiles.get(client);
    double speed = profile.speed();
    if (profile.speedJitter() > 0) {
      double z = RandomStream.of(seed, "speed", client, ordinal).nextGaussian();
      speed *= StrictMath.exp(profile.speedJitter() * z);
    }
    return nanos(flops / speed);
  }

  /** How long the n-th record towards a client takes. */
  long downNanos(int client, long n, int bytes) {
    Profile profile = profiles.get(client);
    return nanos(bytes / profile.down()) + latency(profile, "latency-down", client, n);
  }

  /** How long the n-th record from a client takes. */
  long upNanos(int client, long n, int bytes) {
    Profile profile = profiles.get(client);
    return nanos(bytes / profile.up()) + latency(profile, "latency-up", client, n);
  }

  private long latency(Profile profile, String purpose, int client, long n) {
    if (profile.latencyJitter() == 0) {
      return profile.latency();
    }
    double share = RandomStream.of(seed, purpose, client, n).nextDouble();
    return profile.latency() + (long) (share * profile.latencyJitter());
  }

  private static long nanos(double seconds) {
    return Draws.nanos(seconds);
  }
}
