package io.fedlora.foundation.torch;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Linear;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which frozen tensors the scripts of a form read, and where each stands in their list argument.
 *
 * <p>The fast form has query, key and value in one tensor, with 1/√(head width) folded into the
 * query's rows, so that scores need no scaling.
 */
final class FrozenTable {
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<FrozenTensor> tensors = new ArrayList<>();

  private FrozenTable() {}

  /** The table of an encoder. */
  static FrozenTable of(Architecture architecture, Form form) {
    FrozenTable table = new FrozenTable();
    table.add("words", "embeddings.word_embeddings.weight");
    table.add("positions", "embeddings.position_embeddings.weight");
    table.add("segments", "embeddings.token_type_embeddings.weight");
    table.addBoth("embedding-norm", "embeddings.LayerNorm");
    for (int layer = 0; layer < architecture.layers(); layer++) {
      String path = "encoder.layer." + layer + ".";
      if (form == Form.FAST) {
        table.addFused(layer, path, queryFactor(architecture));
      } else {
        table.addLinear(layer, path, Linear.QUERY);
        table.addLinear(layer, path, Linear.KEY);
        table.addLinear(layer, path, Linear.VALUE);
      }
      table.addLinear(layer, path, Linear.ATTENTION_OUTPUT);
      table.addBoth(key(layer, "attention-norm"), path + "attention.output.LayerNorm");
      table.addLinear(layer, path, Linear.INTERMEDIATE);
      table.addLinear(layer, path, Linear.OUTPUT);
      table.addBoth(key(layer, "output-norm"), path + "output.LayerNorm");
    }
    return table;
  }

  /** What the query is multiplied by, in the fast form, on its way into the scores. */
  static double queryFactor(Architecture architecture) {
    return 1 / StrictMath.sqrt((double) architecture.width() / architecture.heads());
  }

  /** The name of a layer's tensor, as {@code layer.0.output.weight}. */
  static String key(int layer, String tensor) {
    return "layer." + layer + "." + tensor;
  }

  /** How a script spells a tensor. */
  String at(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no frozen tensor " + name);
    }
    return "frozen[" + place + "]";
  }

  /** All tensors, in order. */
  List<FrozenTensor> tensors() {
    return tensors;
  }

  private void addFused(int layer, String path, double queryFactor) {
    for (String kind : List.of("weight", "bias")) {
      add(
          new FrozenTensor(
              key(layer, "query+key+value." + kind),
              List.of(
                  new FrozenTensor.Source(path + Linear.QUERY.path() + "." + kind, queryFactor),
                  new FrozenTensor.Source(path + Linear.KEY.path() + "." + kind, 1),
                  new FrozenTensor.Source(path + Linear.VALUE.path() + "." + kind, 1))));
    }
  }

  private void addLinear(int layer, String path, Linear linear) {
    addBoth(key(layer, linear.key()), path + linear.path());
  }

  private void addBoth(String name, String path) {
    add(name + ".weight", path + ".weight");
    add(name + ".bias", path + ".bias");
  }

  private void add(String name, String weights) {
    add(FrozenTensor.of(name, weights));
  }

  private void add(FrozenTensor tensor) {
    places.put(tensor.name(), tensors.size());
    tensors.add(tensor);
  }
}
