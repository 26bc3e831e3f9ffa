package io.fedlora.method;

import io.fedlora.scenario.OptimizerOptions;

/**
 * The factor on a learning rate over the local steps of a whole run: a linear rise, then constant,
 * a line to 0 or half a cosine to 0.
 *
 * @param options which course
 * @param total local steps of the run, as of a client that takes part in every round
 */
record LearningRateSchedule(OptimizerOptions options, int total) {
  /** The factor at a step, from 0. */
  double factor(int step) {
    double done = Math.min(1, (double) step / total);
    double warmup = options.warmupShare();
    if (done < warmup) {
      // The rise may end within a step, which is then full.
      return Math.min(1, (step + 1) / (warmup * total));
    }
    double rest = warmup == 1 ? 1 : (done - warmup) / (1 - warmup);
    return switch (options.schedule()) {
      case CONSTANT -> 1;
      case LINEAR -> 1 - rest;
      case COSINE -> 0.5 * (1 + StrictMath.cos(Math.PI * rest));
    };
  }
}
