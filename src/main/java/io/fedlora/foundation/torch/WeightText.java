package io.fedlora.foundation.torch;

import io.fedlora.adapter.Layout;
import io.fedlora.foundation.FrozenWeight;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.WeightDelta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spells the frozen arrays of one layer, or of the embeddings, with the differences that are added
 * to them. Sums are made once, in front of the text that reads them.
 */
final class WeightText {
  private static final Template SUM = Template.named("weighted");

  private final Draft draft;
  private final int layer;
  private final Map<String, WeightDelta> deltas = new LinkedHashMap<>();
  private final Map<String, String> sums = new LinkedHashMap<>();
  private final StringBuilder lines = new StringBuilder();

  WeightText(Draft draft, int layer) {
    this.draft = draft;
    this.layer = layer;
    for (WeightDelta delta : draft.wiring().at(layer, WeightDelta.class)) {
      deltas.put(delta.weight().key(), delta);
    }
  }

  /** An array, as {@code output.weight}; several side by side as {@code query+key+value.weight}. */
  String at(String name) {
    String frozen = draft.frozen().at(name(name));
    List<String> keys = keys(name);
    if (keys.stream().noneMatch(deltas::containsKey)) {
      return frozen;
    }
    return sums.computeIfAbsent(name, key -> sum(key, keys, frozen));
  }

  /** The rows of an embedding. */
  String rows(String table, String ids) {
    String frozen = "torch.embedding(" + draft.frozen().at(table) + ", " + ids + ")";
    WeightDelta delta = deltas.get(table);
    if (delta == null) {
      return frozen;
    }
    String host = "torch.to(" + frozen + ", " + draft.numbers().hostCode() + ")";
    String own = "torch.embedding(" + array(delta) + ", " + ids + ")";
    return draft.cast("torch.add(" + host + ", " + own + ")");
  }

  /** The lines that make the sums asked for so far. */
  String lines() {
    return lines.toString();
  }

  private String name(String name) {
    return layer == Insertion.EMBEDDINGS ? name : FrozenTable.key(layer, name);
  }

  private static List<String> keys(String name) {
    int dot = name.lastIndexOf('.');
    List<String> keys = new ArrayList<>();
    for (String one : name.substring(0, dot).split("\\+")) {
      keys.add(one + name.substring(dot));
    }
    return keys;
  }

  private String sum(String name, List<String> keys, String frozen) {
    String variable = "w" + (layer + 1) + "_" + name.replaceAll("[^a-z]", "_");
    List<String> rows = new ArrayList<>();
    int width = draft.wiring().architecture().width();
    for (int i = 0; i < keys.size(); i++) {
      WeightDelta delta = deltas.get(keys.get(i));
      if (delta != null) {
        rows.add(scaled(delta, keys.size() > 1));
      } else {
        String own = "torch.slice(" + frozen + ", 0, " + i * width + ", " + (i + 1) * width + ")";
        rows.add("torch.zeros_like(" + own + ", dtype=" + draft.numbers().hostCode() + ")");
      }
    }
    lines.append(
        SUM.fill(
            Map.of(
                "variable",
                variable,
                "frozen",
                frozen,
                "delta",
                rows.size() == 1 ? rows.get(0) : "torch.cat(" + rows + ", 0)",
                "host",
                String.valueOf(draft.numbers().hostCode()),
                "compute",
                String.valueOf(draft.numbers().computeCode()))));
    return variable;
  }

  /** The query's arrays arrive multiplied where the three stand side by side. */
  private String scaled(WeightDelta delta, boolean fused) {
    boolean query =
        delta.weight() == FrozenWeight.QUERY_WEIGHT || delta.weight() == FrozenWeight.QUERY_BIAS;
    double factor = FrozenTable.queryFactor(draft.wiring().architecture());
    return fused && query ? "torch.mul(" + array(delta) + ", " + factor + ")" : array(delta);
  }

  private String array(WeightDelta delta) {
    Layout layout = draft.wiring().layout(delta.part());
    return draft.pieces().exact(delta.part(), layout.entry(delta.entry()));
  }
}
