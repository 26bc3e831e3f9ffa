package io.fedlora.server;

import io.fedlora.scenario.StalenessSettings;

/**
 * What the merges that an update has missed leave of its weight. The laws are those of FedAsync
 * (Xie, Koyejo, Gupta, arXiv 1903.03934), which FedBuff takes over.
 */
record Staleness(StalenessSettings settings) {
  /** Whether an update that has missed so many merges may still be merged. */
  boolean isFresh(int missed) {
    return missed <= settings.stalenessBound().orElse(Integer.MAX_VALUE);
  }

  /** The oldest version that an update may begin from to be merged now; 0 if any will do. */
  long oldest(long version) {
    return settings.stalenessBound().isPresent()
        ? Math.max(0, version - settings.stalenessBound().get())
        : 0;
  }

  /** The factor on the weight of an update that has missed so many merges, in (0, 1]. */
  double factor(int missed) {
    return switch (settings.staleness()) {
      case CONSTANT -> 1;
      case POLYNOMIAL -> StrictMath.pow(1.0 + missed, -settings.stalenessExponent());
      case HINGE -> {
        int beyond = missed - settings.hingeDelay();
        yield beyond <= 0 ? 1 : 1 / (settings.hingeSlope() * beyond + 1);
      }
    };
  }
}
