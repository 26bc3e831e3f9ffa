package io.fedlora.foundation.torch;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import java.util.List;
import java.util.Map;

/** The pieces of the plain form: every entry is a leaf of its own. */
final class SeparatePieces implements Pieces {
  private final List<Leaf> leaves;
  private final Numbers numbers;

  SeparatePieces(Map<String, Layout> layouts, Numbers numbers) {
    this.leaves = Leaf.of(layouts, Form.PLAIN);
    this.numbers = numbers;
  }

  @Override
  public String matrix(String part, List<Entry> entries, List<Double> scales) {
    if (entries.size() != 1 || scales.get(0) != 1) {
      throw new IllegalArgumentException("the plain form takes one unscaled entry at a time");
    }
    return "torch.to(" + exact(part, entries.get(0)) + ", " + numbers.computeCode() + ")";
  }

  @Override
  public String exact(String part, Entry entry) {
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      if (leaf.part().equals(part) && leaf.offset() == entry.offset()) {
        return "leaves[" + i + "]";
      }
    }
    throw new IllegalArgumentException("no leaf for " + entry.name() + " of part " + part);
  }

  @Override
  public String text() {
    return "";
  }
}
