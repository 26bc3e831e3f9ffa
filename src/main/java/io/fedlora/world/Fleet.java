package io.fedlora.world;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.FleetSettings;
import io.fedlora.scenario.Group;
import io.fedlora.world.presence.AvailabilityModel;
import io.fedlora.world.presence.Membership;
import io.fedlora.world.presence.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

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
   * @param behaviour the name of each client's conduct
   * @param models when the clients of each group are there
   */
  public static Fleet of(
      long seed,
      FleetSettings settings,
      int clients,
      IntFunction<String> behaviour,
      List<AvailabilityModel> models) {
    Regions regions = new Regions(seed, settings);
    List<Profile> profiles = new ArrayList<>();
    int[] sizes = settings.sizes(clients);
    for (int g = 0; g < sizes.length; g++) {
      Group group = settings.groups().get(g);
      for (int i = 0; i < sizes[g]; i++) {
        int client = profiles.size();
        profiles.add(
            new Profile(
                group.name(),
                behaviour.apply(client),
                Draws.once(group.speed(), seed, "fleet-speed", client),
                group.speedJitter(),
                Draws.once(group.up(), seed, "fleet-up", client),
                Draws.once(group.down(), seed, "fleet-down", client),
                group.latency().toNanos(),
                group.jitter().toNanos(),
                group.dropout().orElse(settings.dropout()),
                Together.of(
                    List.of(
                        membership(seed, group, client),
                        regions.availability(client),
                        models.get(g).of(seed, client))),
                regions.storm(client),
                group.workPerDay().map(Duration::toNanos).orElse(-1L)));
      }
    }
    return new Fleet(seed, profiles);
  }

  private static Availability membership(long seed, Group group, int client) {
    long joins = Draws.nanos(Draws.once(group.joins(), seed, "fleet-joins", client));
    long leaves =
        group
            .leaves()
            .map(time -> Draws.nanos(Draws.once(time, seed, "fleet-leaves", client)))
            .orElse(Long.MAX_VALUE);
    return joins == 0 && leaves == Long.MAX_VALUE
        ? Availability.ALWAYS
        : new Membership(joins, leaves);
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

  /**
   * How long a client is expected to take for so much work, with a record of so many bytes each way
   * on calm links, and without what is drawn for each time.
   */
  public long expectedNanos(int client, long flops, long bytes) {
    Profile profile = profiles.get(client);
    return nanos(flops / profile.speed())
        + nanos(bytes / profile.down())
        + nanos(bytes / profile.up())
        + 2 * profile.latency();
  }

  /** How long the n-th record towards a client takes that is sent now. */
  long downNanos(int client, long n, int bytes, long now) {
    Profile profile = profiles.get(client);
    return nanos(profile.storm().seconds(now, bytes / profile.down()))
        + latency(profile, "latency-down", client, n);
  }

  /** How long the n-th record from a client takes that is sent now. */
  long upNanos(int client, long n, int bytes, long now) {
    Profile profile = profiles.get(client);
    return nanos(profile.storm().seconds(now, bytes / profile.up()))
        + latency(profile, "latency-up", client, n);
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
