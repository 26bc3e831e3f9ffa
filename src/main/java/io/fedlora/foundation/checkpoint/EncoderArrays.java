package io.fedlora.foundation.checkpoint;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Linear;
import io.fedlora.scenario.ScenarioException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arrays that an encoder of some shape consists of: names and shapes, in a fixed order. */
public final class EncoderArrays {
  private EncoderArrays() {}

  /** The shape of every array by name, embeddings first, then layer by layer. */
  public static Map<String, List<Integer>> expected(Architecture architecture) {
    int width = architecture.width();
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put("embeddings.word_embeddings.weight", List.of(architecture.vocabulary(), width));
    shapes.put("embeddings.position_embeddings.weight", List.of(architecture.positions(), width));
    shapes.put("embeddings.token_type_embeddings.weight", List.of(architecture.segments(), width));
    addLayerNorm(shapes, "embeddings", width);
    for (int layer = 0; layer < architecture.layers(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      for (Linear linear : Linear.values()) {
        int outputs = architecture.outputs(linear);
        shapes.put(
            prefix + linear.path() + ".weight", List.of(outputs, architecture.inputs(linear)));
        shapes.put(prefix + linear.path() + ".bias", List.of(outputs));
      }
      addLayerNorm(shapes, prefix + "attention.output", width);
      addLayerNorm(shapes, prefix + "output", width);
    }
    return shapes;
  }

  private static void addLayerNorm(Map<String, List<Integer>> shapes, String prefix, int width) {
    shapes.put(prefix + ".LayerNorm.weight", List.of(width));
    shapes.put(prefix + ".LayerNorm.bias", List.of(width));
  }

  /**
   * The arrays that the encoder needs, in the order of {@link #expected}; others are left out.
   *
   * @param file named in errors
   * @throws ScenarioException if one is missing, of another shape, or not finite
   */
  static Map<String, Weights> select(
      Object file, Architecture architecture, Map<String, Weights> found) {
    Map<String, Weights> selected = new LinkedHashMap<>();
    expected(architecture)
        .forEach(
            (name, shape) -> {
              Weights weights = found.get(name);
              if (weights == null) {
                throw new ScenarioException(
                    file + ": array " + name + " of shape " + shape + " is missing");
              }
              if (!weights.shape().equals(shape)) {
                throw new ScenarioException(
                    file
                        + ": array %s has shape %s, the configuration asks for %s"
                            .formatted(name, weights.shape(), shape));
              }
              requireFinite(file, name, weights.values());
              selected.put(name, weights);
            });
    return Collections.unmodifiableMap(selected);
  }

  private static void requireFinite(Object file, String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ScenarioException(
            file + ": array " + name + " holds " + values[i] + " at place " + i);
      }
    }
  }
}
