package io.fedlora.foundation;

import java.util.Collection;
import java.util.List;

/**
 * A difference that is added to one array of the frozen encoder, entry by entry. Full fine-tuning
 * is one on every array, bias tuning one on every bias; all start at zero. One that no recipe
 * trains stands for a base that has been changed, as by merged adapters.
 *
 * <p>Entry: {@code layer.<n>.<weight>.delta} or {@code embeddings.<weight>.delta}, of the array's
 * shape.
 *
 * @param part the part that holds it
 * @param layer from 0, or {@link Insertion#EMBEDDINGS}
 * @param weight the array
 */
public record WeightDelta(String part, int layer, FrozenWeight weight) implements Insertion {
  public WeightDelta {
    if ((layer == EMBEDDINGS) != (weight.place() == Place.EMBEDDINGS)) {
      throw new IllegalArgumentException(weight.key() + " is not an array of layer " + layer);
    }
  }

  /** The entry's name. */
  public String entry() {
    String path = layer == EMBEDDINGS ? "embeddings." : "layer." + layer + ".";
    return path + weight.key() + ".delta";
  }

  @Override
  public Place place() {
    return weight.place();
  }

  @Override
  public List<TrainableArray> arrays(Architecture shape) {
    return List.of(new TrainableArray(part, entry(), weight.shape(shape)));
  }

  /** Nothing: the product with the array is the frozen linear's own. */
  @Override
  public long forward(Architecture shape, BatchShape batch) {
    return 0;
  }

  @Override
  public long backward(
      Architecture shape, BatchShape batch, Collection<String> trainable, boolean below) {
    if (weight.kind() != FrozenWeight.Kind.MATRIX || !trainable.contains(part)) {
      return 0;
    }
    List<Integer> extents = weight.shape(shape);
    return 2 * batch.tokens() * extents.get(0) * extents.get(1);
  }
}
