package io.fedlora.foundation.torch;

import io.fedlora.foundation.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One frozen tensor as a script reads it: arrays of the checkpoint, one below the other, each
 * multiplied by a constant.
 *
 * @param name as {@code layer.0.query+key+value.weight}
 * @param sources from top to bottom
 */
record FrozenTensor(String name, List<Source> sources) {
  /**
   * An array of the checkpoint.
   *
   * @param weights its name there
   * @param factor what it is multiplied by
   */
  record Source(String weights, double factor) {}

  FrozenTensor {
    sources = List.copyOf(sources);
  }

  /** A tensor that is one array of the checkpoint as it stands. */
  static FrozenTensor of(String name, String weights) {
    return new FrozenTensor(name, List.of(new Source(weights, 1)));
  }

  /** Its shape, the first dimension being the sum of its sources'. */
  long[] shape(Map<String, Weights> checkpoint) {
    List<Long> shape = new ArrayList<>();
    for (Source source : sources) {
      List<Integer> extents = weights(checkpoint, source).shape();
      if (shape.isEmpty()) {
        extents.forEach(extent -> shape.add((long) extent));
      } else {
        shape.set(0, shape.get(0) + extents.get(0));
      }
    }
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** Writes its values. */
  void write(Map<String, Weights> checkpoint, Numbers numbers, ByteBuffer to) {
    for (Source source : sources) {
      for (float value : weights(checkpoint, source).values()) {
        numbers.put(to, value * source.factor());
      }
    }
  }

  private static Weights weights(Map<String, Weights> checkpoint, Source source) {
    Weights weights = checkpoint.get(source.weights());
    if (weights == null) {
      throw new IllegalArgumentException("the checkpoint lacks " + source.weights());
    }
    return weights;
  }
}
