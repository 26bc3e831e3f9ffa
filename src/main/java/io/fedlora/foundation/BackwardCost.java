package io.fedlora.foundation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the products of a backward pass that asks for the gradients of some parts. A frozen linear
 * passes its input's gradient on and has none of its own; a product is left out where nothing that
 * is asked for lies behind it.
 */
final class BackwardCost {
  private final Architecture shape;
  private final Collection<String> trainable;
  private final long rows;
  private final long length;
  private long frozen;
  private long free;

  private BackwardCost(Architecture shape, Collection<String> trainable, BatchShape batch) {
    this.shape = shape;
    this.trainable = trainable;
    this.rows = batch.rows();
    this.length = batch.length();
  }

  /** Counts a pass through the whole wiring. */
  static BackwardCost of(Wiring wiring, Collection<String> trainable, BatchShape batch) {
    Architecture shape = wiring.architecture();
    BackwardCost cost = new BackwardCost(shape, trainable, batch);
    boolean below = false;
    for (int layer = wiring.lowestTrainableLayer(); layer < shape.layers(); layer++) {
      below = cost.layer(wiring.at(layer), below);
    }
    long head = 2 * cost.rows * shape.width() * wiring.head().classes();
    if (trainable.contains(wiring.head().part())) {
      cost.free += head;
    }
    if (below) {
      cost.free += head;
    }
    return cost;
  }

  /** All products. */
  long total() {
    return frozen + free;
  }

  /**
   * The products of going back through the pass: one for each that has a frozen factor, else two.
   */
  long reversed() {
    return frozen + 2 * free;
  }

  /**
   * Adds a layer.
   *
   * @param below whether the gradient of the layer's input is wanted
   * @return whether that of its output is
   */
  private boolean layer(List<Insertion> insertions, boolean below) {
    Map<Linear, Boolean> wanted = new EnumMap<>(Linear.class);
    for (Linear linear : List.of(Linear.QUERY, Linear.KEY, Linear.VALUE)) {
      wanted.put(linear, linear(linear, insertions, below));
    }
    boolean query = wanted.getOrDefault(Linear.QUERY, false);
    boolean key = wanted.getOrDefault(Linear.KEY, false);
    boolean value = wanted.getOrDefault(Linear.VALUE, false);
    long product = 2 * rows * length * length * shape.width();
    boolean shares = query || key;
    free += (query ? product : 0) + (key ? product : 0);
    free += (shares ? product : 0) + (value ? product : 0);
    boolean attended = linear(Linear.ATTENTION_OUTPUT, insertions, shares || value) || below;
    boolean inner = linear(Linear.INTERMEDIATE, insertions, attended);
    return linear(Linear.OUTPUT, insertions, inner) || attended;
  }

  /** Adds a linear with its adapters; returns whether the gradient of its output is wanted. */
  private boolean linear(Linear linear, List<Insertion> insertions, boolean input) {
    long tokens = rows * length;
    long in = shape.inputs(linear);
    long out = shape.outputs(linear);
    boolean wanted = input;
    for (Insertion insertion : insertions) {
      LowRank adapter = (LowRank) insertion;
      if (adapter.linear() != linear) {
        continue;
      }
      boolean own = trainable.contains(adapter.part());
      wanted |= own;
      long down = 2 * tokens * adapter.rank() * in;
      long up = 2 * tokens * adapter.rank() * out;
      free += (own ? down + up : 0) + (own || input ? up : 0) + (input ? down : 0);
    }
    frozen += input ? 2 * tokens * in * out : 0;
    return wanted;
  }
}
