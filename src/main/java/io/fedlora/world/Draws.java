package io.fedlora.world;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;

/** Draws from the distributions of a scenario. */
public final class Draws {
  /** Longer than any run, and still far from where sums of instants overflow: 73 years. */
  private static final long NEVER = Long.MAX_VALUE / 4;

  private Draws() {}

  /**
   * A duration in whole nanoseconds; what is longer than any run, infinite included, is cut to 73
   * years.
   */
  public static long nanos(double seconds) {
    return (long) Math.min(NEVER, StrictMath.rint(seconds * 1e9));
  }

  /**
   * A value that a client draws once.
   *
   * @param purpose what it is for; values of one trace file come from the same row all the same
   */
  static double once(Distribution distribution, long seed, String purpose, int client) {
    boolean row = distribution instanceof Distribution.Trace;
    return of(distribution, RandomStream.of(seed, row ? "fleet-row" : purpose, client));
  }

  /** A value of the distribution. */
  public static double of(Distribution distribution, RandomStream stream) {
    if (distribution instanceof Distribution.Constant constant) {
      return constant.value();
    } else if (distribution instanceof Distribution.Uniform uniform) {
      return uniform.min() + stream.nextDouble() * (uniform.max() - uniform.min());
    } else if (distribution instanceof Distribution.LogNormal logNormal) {
      return logNormal.median() * StrictMath.exp(logNormal.sigma() * stream.nextGaussian());
    } else if (distribution instanceof Distribution.Trace trace) {
      return trace.values().get(stream.nextInt(trace.values().size()));
    }
    throw new IllegalArgumentException("no way to draw from " + distribution);
  }
}
