package io.fedlora.device;

import java.util.function.Function;

/**
 * Fits local work into the time that a client may take: who cannot do all steps within it does as
 * many as fit.
 *
 * @param nanos the time; −1 for any
 * @param pace how long work takes
 */
record WorkLimit(long nanos, WorkPace pace) {
  /** Batches differ in length, so what was reckoned from the mean step may be a little too much. */
  private static final double LESS = 0.95;

  /**
   * Work as it will be done.
   *
   * @param duration in nanoseconds
   */
  record Fitted(WorkOrder order, Workload workload, long duration) {
    /** Whether there is not even time for one step. */
    boolean isNothing() {
      return order.share() < 1 && workload.steps() == 0;
    }
  }

  /**
   * The order, cut down if need be. A method that always does all its steps is let do them.
   *
   * @param count counts the work of an order
   */
  Fitted fit(WorkOrder asked, Function<WorkOrder, Workload> count) {
    Fitted whole = atLeastOneStep(asked, count);
    if (nanos < 0 || whole.duration() <= nanos) {
      return whole;
    }
    WorkOrder order = whole.order();
    Fitted none = fitted(order.with(0), count);
    if (none.workload().steps() > 0) {
      return whole;
    }
    double left = nanos - none.duration();
    double share = Math.max(0, left / (whole.duration() - none.duration()));
    Fitted cut = fitted(order.with(order.share() * share), count);
    while (cut.duration() > nanos && cut.workload().steps() > 0) {
      share *= LESS;
      cut = fitted(order.with(order.share() * share), count);
    }
    return cut;
  }

  /** Who cares to do a share of its steps does one, however few it has. */
  private Fitted atLeastOneStep(WorkOrder order, Function<WorkOrder, Workload> count) {
    Fitted fitted = fitted(order, count);
    double share = order.share();
    while (fitted.workload().steps() == 0 && share > 0 && share < 1) {
      share = Math.min(1, 2 * share);
      fitted = fitted(order.with(share), count);
    }
    return fitted;
  }

  private Fitted fitted(WorkOrder order, Function<WorkOrder, Workload> count) {
    Workload workload = count.apply(order);
    return new Fitted(
        order, workload, pace.nanos(order.client(), order.ordinal(), workload.flops()));
  }
}
