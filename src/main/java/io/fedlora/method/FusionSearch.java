package io.fedlora.method;

import java.util.function.DoubleBinaryOperator;

/**
 * The search for the two weights of a fused module, without gradients (AdaFusion of FDLoRA; {@code
 * docs/methods.md#fdlora}): a pattern search, which tries a step to either side along each axis,
 * moves where the objective falls, and halves the step where it does not. It draws nothing at
 * random, so the same objective gives the same weights.
 *
 * @param evaluations how often the objective may be computed
 * @param penalty λ on |w1| + |w2|
 */
record FusionSearch(int evaluations, double penalty) {
  /** Weights of equal shares, from which the search starts. */
  static final double START = 0.5;

  private static final double FIRST_STEP = 0.5;
  private static final double LAST_STEP = 1e-3;
  private static final double MOST = 1.5;

  /** The weights of the private and the shared module. */
  record Weights(double personal, double shared) {
    private Weights plus(int axis, double step) {
      return axis == 0
          ? new Weights(bounded(personal + step), shared)
          : new Weights(personal, bounded(shared + step));
    }

    private static double bounded(double weight) {
      return Math.max(-MOST, Math.min(MOST, weight));
    }
  }

  /**
   * The best weights found.
   *
   * @param loss of a pair of weights; what is not a number counts as the worst
   */
  Weights search(DoubleBinaryOperator loss) {
    Weights best = new Weights(START, START);
    double least = objective(loss, best);
    int left = evaluations - 1;
    double step = FIRST_STEP;
    while (left > 0 && step >= LAST_STEP) {
      Weights before = best;
      for (int axis = 0; axis < 2; axis++) {
        Weights from = best;
        for (int side = 1; side >= -1 && left > 0 && best.equals(from); side -= 2) {
          Weights tried = from.plus(axis, side * step);
          if (tried.equals(from)) {
            continue;
          }
          double found = objective(loss, tried);
          left--;
          if (found < least) {
            least = found;
            best = tried;
          }
        }
      }
      step = best.equals(before) ? step / 2 : step;
    }
    return best;
  }

  private double objective(DoubleBinaryOperator loss, Weights at) {
    double found =
        loss.applyAsDouble(at.personal(), at.shared())
            + penalty * (Math.abs(at.personal()) + Math.abs(at.shared()));
    return Double.isNaN(found) ? Double.POSITIVE_INFINITY : found;
  }
}
