package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.scenario.Require;
import java.util.Arrays;

/**
 * Which blocks of a global expert are trained: a few in the beginning, from the top layer down, and
 * one more whenever the last accuracies lie close together ({@code docs/methods.md#fedfmsl}). What
 * has been reached is a part of the common state.
 *
 * @param first blocks that are active from the beginning
 * @param queue how many accuracies are looked at
 * @param spread the next block becomes active when the greatest and the least of them are closer
 *     than this
 */
record SparseActivation(int first, int queue, double spread) {
  /** The part that says what has been reached. It never travels. */
  static final String PART = "activation";

  private static final int BLOCKS = 0;
  private static final int MIXING = 1;
  private static final int FILLED = 2;
  private static final int QUEUE = 3;

  SparseActivation {
    Require.atLeast("first-blocks", first, 1);
    Require.atLeast("accuracy-queue", queue, 2);
    Require.notNegative("accuracy-spread", spread);
  }

  /**
   * The beginning.
   *
   * @param all how many blocks there are
   */
  Part initial(int all) {
    Layout layout =
        Layout.builder()
            .add("blocks", 1)
            .add("mixing", 1)
            .add("filled", 1)
            .add("accuracies", queue)
            .build();
    float[] values = new float[layout.size()];
    values[BLOCKS] = Math.min(first, all);
    return new Part(PART, layout, values);
  }

  /** How many blocks are active. */
  static int blocks(State common) {
    return (int) common.part(PART).values()[BLOCKS];
  }

  /** Whether gates have been merged. */
  static boolean isMixing(State common) {
    return common.part(PART).values()[MIXING] == 1;
  }

  /** What has been reached once gates are merged. */
  static Part mixing(State common) {
    Part part = common.part(PART);
    float[] values = part.values().clone();
    values[MIXING] = 1;
    return part.with(values);
  }

  /**
   * What has been reached after one more accuracy. With a block that becomes active the queue
   * begins anew.
   *
   * @param all how many blocks there are
   */
  Part after(State common, double accuracy, int all) {
    Part part = common.part(PART);
    float[] values = part.values().clone();
    int filled = (int) values[FILLED];
    if (filled == queue) {
      System.arraycopy(values, QUEUE + 1, values, QUEUE, queue - 1);
      filled--;
    }
    values[QUEUE + filled] = (float) accuracy;
    filled++;
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = QUEUE; i < QUEUE + filled; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    if (filled == queue && (double) greatest - least < spread && values[BLOCKS] < all) {
      values[BLOCKS]++;
      filled = 0;
      Arrays.fill(values, QUEUE, values.length, 0);
    }
    values[FILLED] = filled;
    return part.with(values);
  }
}
