package io.fedlora.foundation.checkpoint;

import io.fedlora.foundation.Architecture;
import io.fedlora.random.RandomStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small random encoder for tests, the same on every machine.
 *
 * <p>Words get embeddings of unit variance, positions and segments small ones, and matrices a
 * variance of one over their inputs, so that activations keep their size from layer to layer. What
 * attention and feed-forward add to the residual stream is halved, so that the pooled output tells
 * texts apart by their words.
 */
public final class RandomCheckpoint {
  private static final long SEED = 1;
  private static final double SMALL = 0.1;
  private static final double BRANCH_GAIN = 0.5;

  private RandomCheckpoint() {}

  /** The encoder {@code tiny-random}: 2 layers, width 32, 4 heads, 512 tokens, 64 positions. */
  public static Checkpoint tiny() {
    return of("tiny-random", new Architecture(2, 32, 4, 64, 512, 64, 0, 2, 0, 1e-12));
  }

  /** A random encoder of any shape of BERT's kind, with a tokenizer that hashes words. */
  public static Checkpoint of(String name, Architecture architecture) {
    Map<String, Weights> weights = new LinkedHashMap<>();
    EncoderArrays.expected(architecture)
        .forEach(
            (array, shape) -> {
              RandomStream random = RandomStream.of(SEED, "random-checkpoint", weights.size());
              weights.put(array, draw(array, shape, random));
            });
    return new Checkpoint(
        name,
        architecture,
        Collections.unmodifiableMap(weights),
        () -> new HashingTokenizer(architecture.vocabulary()));
  }

  private static Weights draw(String array, List<Integer> shape, RandomStream random) {
    int size = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    double centre = array.endsWith("LayerNorm.weight") ? 1 : 0;
    double spread = spread(array, shape);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (centre + spread * random.nextGaussian());
    }
    return new Weights(shape, values);
  }

  private static double spread(String array, List<Integer> shape) {
    if (array.contains("word_embeddings")) {
      return 1;
    }
    if (shape.size() == 1 || array.startsWith("embeddings.")) {
      return SMALL;
    }
    double gain = array.contains("output.dense") ? BRANCH_GAIN : 1;
    return gain / Math.sqrt(shape.get(1));
  }
}
