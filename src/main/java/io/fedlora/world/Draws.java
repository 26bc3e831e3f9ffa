package io.fedlora.world;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;

/** Draws from the distributions of a scenario. */
final class Draws {
  private Draws() {}

  static double of(Distribution distribution, RandomStream stream) {
    if (distribution instanceof Distribution.Constant constant) {
      return constant.value();
    } else if (distribution instanceof Distribution.Uniform uniform) {
      return uniform.min() + stream.nextDouble() * (uniform.max() - uniform.min());
    } else if (distribution instanceof Distribution.LogNormal logNormal) {
      return logNormal.median() * StrictMath.exp(logNormal.sigma() * stream.nextGaussian());
    }
    throw new IllegalArgumentException("no way to draw from " + distribution);
  }
}
