package io.fedlora.random;

/**
 * A stream of random numbers that depends on its key alone.
 *
 * <p>The generator is xoshiro256++ (Blackman and Vigna), its state filled by SplitMix64 from a hash
 * of the key, so that two streams with different keys share nothing and a stream never depends on
 * how many numbers another has drawn. Variates use {@link StrictMath}: the same key gives the same
 * bits on every JDK.
 */
public final class RandomStream {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long s0;
  private long s1;
  private long s2;
  private long s3;
  private double spare = Double.NaN;

  private RandomStream(long state) {
    long z = state + GOLDEN;
    s0 = mix(z);
    z += GOLDEN;
    s1 = mix(z);
    z += GOLDEN;
    s2 = mix(z);
    z += GOLDEN;
    s3 = mix(z);
  }

  /**
   * The stream of a key.
   *
   * @param seed the scenario's seed
   * @param purpose what the numbers are for, as {@code "batches"}
   * @param key whatever tells one use from another: client, request ordinal, step
   */
  public static RandomStream of(long seed, String purpose, long... key) {
    long hash = mix(seed ^ GOLDEN);
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash ^ (purpose.charAt(i) + GOLDEN));
    }
    for (long k : key) {
      hash = mix(hash + GOLDEN ^ mix(k + GOLDEN));
    }
    return new RandomStream(hash);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** 64 random bits. */
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** Uniform in [0, 1), 53 bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Uniform in 0 … bound − 1, without bias.
   *
   * @throws IllegalArgumentException if bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, is " + bound);
    }
    long limit = (1L << 31) - (1L << 31) % bound;
    long draw;
    do {
      draw = nextLong() >>> 33;
    } while (draw >= limit);
    return (int) (draw % bound);
  }

  /** A standard normal variate, by Marsaglia's polar method. */
  public double nextGaussian() {
    if (!Double.isNaN(spare)) {
      double kept = spare;
      spare = Double.NaN;
      return kept;
    }
    double u;
    double v;
    double s;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
    spare = v * scale;
    return u * scale;
  }

  /** An exponential variate of mean 1. */
  public double nextExponential() {
    return -StrictMath.log(1 - nextDouble());
  }

  /**
   * A gamma variate of scale 1, by Marsaglia and Tsang's method.
   *
   * @param shape positive
   */
  public double nextGamma(double shape) {
    if (shape < 1) {
      double u = 1 - nextDouble();
      return nextGamma(shape + 1) * StrictMath.pow(u, 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = nextGaussian();
      double v = 1 + c * x;
      if (v <= 0) {
        continue;
      }
      v = v * v * v;
      double u = 1 - nextDouble();
      if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** Puts the array into a random order, in place (Fisher and Yates). */
  public void shuffle(int[] array) {
    for (int i = array.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int kept = array[i];
      array[i] = array[j];
      array[j] = kept;
    }
  }
}
