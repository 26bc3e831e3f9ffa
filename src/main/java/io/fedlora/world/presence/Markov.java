package io.fedlora.world.presence;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import io.fedlora.world.Availability;
import java.time.Duration;

/**
 * A Markov chain of two states in continuous time: the times there and away are exponential. It
 * begins in its stationary state, so that a share {@code on / (on + off)} is there at any time.
 */
@Named(value = "markov", summary = "there and away for exponential times, as a Markov chain")
public final class Markov implements AvailabilityModel {
  private final double on;
  private final double off;

  /**
   * @param meanOn mean time there, above 0
   * @param meanOff mean time away, above 0
   */
  public record Options(Duration meanOn, Duration meanOff) {
    public Options {
      requireSome("mean-on", meanOn);
      requireSome("mean-off", meanOff);
    }

    private static void requireSome(String key, Duration duration) {
      if (duration.isZero()) {
        throw new InvalidValue(key, "must be above 0", "write for example " + key + " = 1h");
      }
    }
  }

  public Markov(Options options) {
    this.on = options.meanOn().toNanos() / 1e9;
    this.off = options.meanOff().toNanos() / 1e9;
  }

  @Override
  public Availability of(long seed, int client) {
    double first = RandomStream.of(seed, "markov-first", client).nextDouble();
    return new Spells(
        new Spells.Key(seed, "markov", client, "markov"),
        first < on / (on + off),
        (open, stream) -> (open ? on : off) * stream.nextExponential());
  }
}
