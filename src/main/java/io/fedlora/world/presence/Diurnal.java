package io.fedlora.world.presence;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.InvalidValue;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;
import io.fedlora.world.Availability;
import java.time.Duration;

/**
 * A day's rhythm. Time is cut into slots; in each a client is there with the probability {@code
 * mean + amplitude · cos(2π (t − peak − shift) / period)}, t being the middle of the slot, cut to
 * between 0 and 1. Slots are drawn one by one and the shift once a client, uniformly from 0 to
 * {@code spread}, as for phones in several time zones.
 */
@Named(value = "diurnal", summary = "by chance that rises and falls with the time of day")
public final class Diurnal implements AvailabilityModel {
  /** So many slots are looked through for a change before it is looked again. */
  private static final int FARTHEST = 1000;

  private final Options options;

  /**
   * @param period of the rhythm
   * @param mean share of time there
   * @param amplitude of that share
   * @param peak time after the period's beginning at which most are there
   * @param spread greatest shift of a client's rhythm
   * @param slot time for which it stays as drawn
   */
  public record Options(
      Duration period,
      double mean,
      double amplitude,
      Duration peak,
      Duration spread,
      Duration slot) {
    public Options {
      requireSome("period", period);
      requireSome("slot", slot);
      Require.share("mean", mean);
      Require.share("amplitude", amplitude);
    }

    private static void requireSome(String key, Duration duration) {
      if (duration.isZero()) {
        throw new InvalidValue(key, "must be above 0", "write for example " + key + " = 30m");
      }
    }
  }

  public Diurnal(Options options) {
    this.options = options;
  }

  @Override
  public Availability of(long seed, int client) {
    double share = RandomStream.of(seed, "diurnal-shift", client).nextDouble();
    return new Rhythm(
        options, seed, client, options.peak().toNanos() + share * options.spread().toNanos());
  }

  private record Rhythm(Options options, long seed, int client, double peak)
      implements Availability {
    @Override
    public boolean isOpen(long time) {
      return isOpenIn(Math.floorDiv(time, options.slot().toNanos()));
    }

    private boolean isOpenIn(long slot) {
      double middle = (slot + 0.5) * options.slot().toNanos();
      double phase = 2 * Math.PI * (middle - peak) / options.period().toNanos();
      double probability = options.mean() + options.amplitude() * StrictMath.cos(phase);
      return RandomStream.of(seed, "diurnal", client, slot).nextDouble() < probability;
    }

    @Override
    public long nextChange(long time) {
      long slot = Math.floorDiv(time, options.slot().toNanos());
      boolean open = isOpenIn(slot);
      long next = slot + 1;
      while (next - slot < FARTHEST && isOpenIn(next) == open) {
        next++;
      }
      return next * options.slot().toNanos();
    }

    @Override
    public String reason(long time) {
      return "diurnal";
    }
  }
}
