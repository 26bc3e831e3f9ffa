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
  private final BatchShape batch;
  private final long rows;
  private final long length;
  private long frozen;
  private long free;

  private BackwardCost(Architecture shape, Collection<String> trainable, BatchShape batch) {
    this.shape = shape;
    this.trainable = trainable;
    this.batch = batch;
    this.rows = batch.rows();
    this.length = batch.length();
  }

  /** Counts a pass through the whole wiring. */
  static BackwardCost of(Wiring wiring, Collection<String> trainable, BatchShape batch) {
    Architecture shape = wiring.architecture();
    BackwardCost cost = new BackwardCost(shape, trainable, batch);
    boolean below = cost.has(wiring.at(Insertion.EMBEDDINGS), Place.EMBEDDINGS);
    for (int layer = wiring.lowestComputedLayer(); layer < shape.layers(); layer++) {
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
    if (shape.isLinear()) {
      return linear(Linear.QUERY, insertions, below);
    }
    Map<Linear, Boolean> wanted = new EnumMap<>(Linear.class);
    for (Linear linear : List.of(Linear.QUERY, Linear.KEY, Linear.VALUE)) {
      wanted.put(linear, linear(linear, insertions, below));
    }
    boolean prefix = has(insertions, Place.ATTENTION);
    boolean query = wanted.getOrDefault(Linear.QUERY, false);
    boolean key = wanted.getOrDefault(Linear.KEY, false) || prefix;
    boolean value = wanted.getOrDefault(Linear.VALUE, false) || prefix;
    long product = 2 * rows * length * (length + prefixTokens(insertions)) * shape.width();
    boolean shares = query || key;
    free += (query ? product : 0) + (key ? product : 0);
    free += (shares ? product : 0) + (value ? product : 0);
    boolean attended = linear(Linear.ATTENTION_OUTPUT, insertions, shares || value) || below;
    attended |= has(insertions, Place.ATTENTION_NORM);
    boolean inner = linear(Linear.INTERMEDIATE, insertions, attended);
    boolean out = linear(Linear.OUTPUT, insertions, inner) || attended;
    return out || has(insertions, Place.OUTPUT_NORM);
  }

  /**
   * Adds a linear with its insertions; returns whether the gradient of its output is wanted. A
   * bottleneck reads what the linear gives, all others what it is given.
   */
  private boolean linear(Linear linear, List<Insertion> insertions, boolean input) {
    List<Insertion> here =
        insertions.stream().filter(one -> one.place() == Place.of(linear)).toList();
    boolean wanted = input;
    for (Insertion insertion : here) {
      if (!(insertion instanceof Bottleneck)) {
        free += insertion.backward(shape, batch, trainable, input);
        wanted |= insertion.isOf(shape, trainable);
      }
    }
    boolean given = wanted;
    for (Insertion insertion : here) {
      if (insertion instanceof Bottleneck) {
        free += insertion.backward(shape, batch, trainable, given);
        wanted |= insertion.isOf(shape, trainable);
      }
    }
    frozen += input ? 2 * batch.tokens() * shape.inputs(linear) * shape.outputs(linear) : 0;
    return wanted;
  }

  private boolean has(List<Insertion> insertions, Place place) {
    return insertions.stream().anyMatch(i -> i.place() == place && i.isOf(shape, trainable));
  }

  private static long prefixTokens(List<Insertion> insertions) {
    return insertions.stream()
        .mapToLong(i -> i instanceof PrefixTokens prefix ? prefix.tokens() : 0)
        .sum();
  }
}
