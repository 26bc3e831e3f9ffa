package io.fedlora.foundation;

import java.util.Collection;
import java.util.List;

/**
 * Something trainable that is put into the frozen encoder, its values held by one part or more. It
 * is a description: the step program is written from it, its cost is counted from it.
 */
public sealed interface Insertion
    permits LowRank, ExpertMixture, Bottleneck, PrefixTokens, WeightDelta {
  /** The layer of what acts on the embeddings. */
  int EMBEDDINGS = -1;

  /** The layer it sits in, from 0; {@link #EMBEDDINGS} for what lies below all layers. */
  int layer();

  /** What it acts on. */
  Place place();

  /** The arrays it reads, in the order in which a part lays them out. */
  List<TrainableArray> arrays(Architecture shape);

  /** Floating-point operations that it adds to a forward pass. */
  long forward(Architecture shape, BatchShape batch);

  /**
   * Floating-point operations that it adds to a backward pass.
   *
   * @param trainable parts whose gradients are asked for
   * @param below whether the gradient of its input is wanted
   */
  long backward(Architecture shape, BatchShape batch, Collection<String> trainable, boolean below);

  /** Whether one of these parts holds something of it. */
  default boolean isOf(Architecture shape, Collection<String> parts) {
    return arrays(shape).stream().anyMatch(array -> parts.contains(array.part()));
  }
}
