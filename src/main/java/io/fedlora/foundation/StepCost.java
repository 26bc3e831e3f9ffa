package io.fedlora.foundation;

import java.util.List;

/**
 * The operations of a step by what they are for, counted as {@link CostModel} does.
 *
 * @param forward of the forward passes of the first-order form
 * @param backward of its backward passes
 * @param secondOrder all that a second-order term adds to the first-order form, whole gradients of
 *     the difference forms included
 */
public record StepCost(long forward, long backward, long secondOrder) {
  /** Nothing. */
  public static final StepCost NONE = new StepCost(0, 0, 0);

  /** The cost of one step; its total is that of {@link CostModel#step}. */
  public static StepCost of(Wiring wiring, Recipe recipe, List<BatchShape> batches) {
    long total = CostModel.step(wiring, recipe, batches);
    Recipe first = firstOrder(recipe);
    long firstOrder = first.equals(recipe) ? total : CostModel.step(wiring, first, batches);
    long forward = 0;
    for (BatchShape batch : batches.subList(0, passes(recipe))) {
      forward += forward(wiring, batch).total();
    }
    return new StepCost(forward, firstOrder - forward, total - firstOrder);
  }

  /** The cost of scoring a batch. */
  public static StepCost forward(Wiring wiring, BatchShape batch) {
    return new StepCost(CostModel.forward(wiring, batch.rows(), batch.length()), 0, 0);
  }

  private static Recipe firstOrder(Recipe recipe) {
    if (recipe instanceof Recipe.Bilevel bilevel) {
      return new Recipe.Bilevel(bilevel.upper(), bilevel.lower(), Hypergradient.NONE);
    }
    if (recipe instanceof Recipe.Meta meta) {
      return new Recipe.Meta(meta.trainable(), Hypergradient.NONE, meta.sharedCurvature());
    }
    return recipe;
  }

  private static int passes(Recipe recipe) {
    return recipe instanceof Recipe.Gradient ? 1 : 2;
  }

  /** Both together. */
  public StepCost plus(StepCost other) {
    return new StepCost(
        forward + other.forward, backward + other.backward, secondOrder + other.secondOrder);
  }

  /** All operations. */
  public long total() {
    return forward + backward + secondOrder;
  }
}
