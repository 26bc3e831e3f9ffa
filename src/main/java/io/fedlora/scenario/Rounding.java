package io.fedlora.scenario;

/** Whole numbers from shares, the same wherever a share of something is taken. */
public final class Rounding {
  // Keeps 0.1 of 30 at 3 although the product in floating point lies a hair above it.
  private static final double SLACK = 1e-9;

  private Rounding() {}

  /** The number rounded up to a whole one, unless it lies a rounding error above one. */
  public static double up(double number) {
    return Math.ceil(number - SLACK);
  }
}
