package io.fedlora.world;

import io.fedlora.random.RandomStream;
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
    return (long) StrictMath.rint(seconds * 1e9);
  }
}
