package io.fedlora.scenario;

/**
 * The {@code server.merge} block: how updates that may be wrong are kept from doing harm.
 *
 * @param centre what is taken of the updates, value by value
 * @param trim share of the updates that {@code trimmed-mean} leaves out at either end, in [0, 0.5)
 * @param clipNorm greatest Euclidean norm of what an update changes; 0 for any
 * @param largestValue an update with a value of greater magnitude is rejected
 */
public record MergeSettings(Centre centre, double trim, double clipNorm, double largestValue) {
  /** Any value that is finite. */
  public MergeSettings(Centre centre, double trim, double clipNorm) {
    this(centre, trim, clipNorm, Float.MAX_VALUE);
  }

  /** What is taken of the updates of a merge, value by value. */
  public enum Centre {
    /** The weighted mean. */
    MEAN,
    /** The median; weights do not count. */
    MEDIAN,
    /** The weighted mean without the greatest and the least. */
    TRIMMED_MEAN
  }

  public MergeSettings {
    if (!(trim >= 0 && trim < 0.5)) {
      throw new InvalidValue(
          "trim", "must be at least 0 and below 0.5", "write for example trim = 0.2");
    }
    Require.notNegative("clip-norm", clipNorm);
    Require.positive("largest-value", largestValue);
  }

  /** Whether this is the plain weighted mean. */
  public boolean isPlain() {
    return centre == Centre.MEAN && clipNorm == 0;
  }
}
