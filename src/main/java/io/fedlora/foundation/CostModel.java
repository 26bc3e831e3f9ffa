package io.fedlora.foundation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Counts floating-point operations from shapes: matrix products only, two a multiplication and
 * addition, padding included, and nothing for the constants below the lowest insertion (see {@link
 * #frozenPrefix}).
 *
 * <p>The count is of the mathematics, not of the program at hand: work that the program saves where
 * only the first token is read still counts, and the zeros that it multiplies by do not.
 */
public final class CostModel {
  private CostModel() {}

  /** The class scores of a batch. */
  public static long forward(Wiring wiring, int rows, int length) {
    Architecture shape = wiring.architecture();
    long sum = 2L * rows * shape.width() * wiring.head().classes();
    BatchShape batch = new BatchShape(rows, length);
    for (int layer = wiring.lowestComputedLayer(); layer < shape.layers(); layer++) {
      sum += frozenLayer(shape, rows, length);
      for (Insertion insertion : wiring.at(layer)) {
        sum += insertion.forward(shape, batch);
      }
    }
    return sum;
  }

  /**
   * One step: a gradient is a forward pass and a {@linkplain BackwardCost backward pass}; a bilevel
   * step is a gradient on ξ, one on ζ, and the second-order term, which is nothing, one further
   * gradient (one-sided), two (central), or, exact, the reversal of the kept graph: each product of
   * the first backward pass once where one factor is frozen and twice where neither is, then the
   * backward pass itself once more. A meta-gradient is counted alike; where its curvature is taken
   * on a batch of its own, the graph costs one gradient more.
   *
   * @param batches one, or ξ and ζ, or ξ1, ξ2 and ξ3
   */
  public static long step(Wiring wiring, Recipe recipe, List<BatchShape> batches) {
    if (recipe instanceof Recipe.Gradient gradient) {
      return gradient(wiring, gradient.trainable(), batches.get(0));
    }
    if (recipe instanceof Recipe.Meta meta) {
      return meta(wiring, meta, batches);
    }
    Recipe.Bilevel bilevel = (Recipe.Bilevel) recipe;
    BatchShape xi = batches.get(0);
    List<String> lower = List.of(bilevel.lower());
    List<String> both = new ArrayList<>(bilevel.upper());
    both.add(bilevel.lower());
    long second = gradient(wiring, both, batches.get(1));
    return switch (bilevel.form()) {
      case NONE -> gradient(wiring, lower, xi) + second;
      case ONE_SIDED -> gradient(wiring, both, xi) + second + gradient(wiring, bilevel.upper(), xi);
      case CENTRAL ->
          gradient(wiring, lower, xi) + second + 2 * gradient(wiring, bilevel.upper(), xi);
      case EXACT ->
          gradient(wiring, lower, xi)
              + second
              + BackwardCost.of(wiring, lower, xi).reversed()
              + BackwardCost.of(wiring, bilevel.upper(), xi).total();
    };
  }

  private static long meta(Wiring wiring, Recipe.Meta meta, List<BatchShape> batches) {
    List<String> parts = meta.trainable();
    BatchShape inner = batches.get(0);
    long first = gradient(wiring, parts, inner) + gradient(wiring, parts, batches.get(1));
    BatchShape curvature = batches.get(meta.batches() - 1);
    if (meta.sharedCurvature()) {
      curvature = inner;
    }
    return switch (meta.form()) {
      case NONE -> first;
      case CENTRAL -> first + 2 * gradient(wiring, parts, curvature);
      default -> {
        BackwardCost back = BackwardCost.of(wiring, parts, curvature);
        long graph = meta.sharedCurvature() ? 0 : gradient(wiring, parts, curvature);
        yield first + graph + back.reversed() + back.total();
      }
    };
  }

  /** The constant activations at the input of a layer, for one text. */
  public static long frozenPrefix(Architecture shape, int layer, int length) {
    return Math.max(0, layer) * frozenLayer(shape, 1, length);
  }

  private static long gradient(Wiring wiring, Collection<String> trainable, BatchShape batch) {
    return forward(wiring, batch.rows(), batch.length())
        + BackwardCost.of(wiring, trainable, batch).total();
  }

  private static long frozenLayer(Architecture shape, long rows, long length) {
    long tokens = rows * length;
    long width = shape.width();
    if (shape.isLinear()) {
      return 2 * tokens * width * shape.outputs(Linear.QUERY);
    }
    long linears = 4 * 2 * tokens * width * width;
    long attention = 2 * 2 * rows * length * length * width;
    long feedForward = 2 * 2 * tokens * width * shape.feedForward();
    return linears + attention + feedForward;
  }
}
