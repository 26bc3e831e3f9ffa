package io.fedlora.foundation;

import java.util.Collection;
import java.util.List;

/**
 * Trainable keys and values in front of a layer's own, which every token attends to (prefix tuning;
 * {@code docs/methods.md#fedpf}).
 *
 * <p>Entries: {@code layer.<n>.prefix.key} and {@code layer.<n>.prefix.value}, each [tokens,
 * width], heads side by side.
 *
 * @param part the part that holds them
 * @param layer from 0
 * @param tokens how many
 */
public record PrefixTokens(String part, int layer, int tokens) implements Insertion {
  public PrefixTokens {
    if (tokens < 1) {
      throw new IllegalArgumentException("a prefix of " + tokens + " tokens");
    }
  }

  /** The entry of the keys. */
  public String key() {
    return "layer." + layer + ".prefix.key";
  }

  /** The entry of the values. */
  public String value() {
    return "layer." + layer + ".prefix.value";
  }

  @Override
  public Place place() {
    return Place.ATTENTION;
  }

  @Override
  public List<TrainableArray> arrays(Architecture shape) {
    return List.of(
        TrainableArray.of(part, key(), tokens, shape.width()),
        TrainableArray.of(part, value(), tokens, shape.width()));
  }

  @Override
  public long forward(Architecture shape, BatchShape batch) {
    return 2 * 2 * batch.tokens() * tokens * shape.width();
  }

  /** Nothing of its own: the products of attention, which it widens, are counted there. */
  @Override
  public long backward(
      Architecture shape, BatchShape batch, Collection<String> trainable, boolean below) {
    return 0;
  }
}
