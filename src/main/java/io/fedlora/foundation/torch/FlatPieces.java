package io.fedlora.foundation.torch;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pieces of the fast form: a part is one flat leaf. It is multiplied by one vector of scales
 * and cast, once a step, then split; the backward pass of a split is one concatenation, where that
 * of slices would fill a whole vector for each slice.
 */
final class FlatPieces implements Pieces {
  private record Piece(String variable, int size, List<Integer> shape) {}

  private final List<Flat> flats = new ArrayList<>();
  private final List<String> parts;
  private final Numbers numbers;
  private final Constants constants;

  /** One leaf and what has been asked of it, by offset. */
  private static final class Flat {
    final double[] scales;
    final TreeMap<Integer, Piece> matrices = new TreeMap<>();
    final TreeMap<Integer, Piece> exact = new TreeMap<>();

    Flat(int size) {
      scales = new double[size];
      Arrays.fill(scales, 1);
    }
  }

  FlatPieces(Map<String, Layout> layouts, Numbers numbers, Constants constants) {
    this.parts = new ArrayList<>(layouts.keySet());
    layouts.values().forEach(layout -> flats.add(new Flat(layout.size())));
    this.numbers = numbers;
    this.constants = constants;
  }

  @Override
  public String matrix(String part, List<Entry> entries, List<Double> scales) {
    Flat flat = flats.get(parts.indexOf(part));
    int offset = entries.get(0).offset();
    int columns = entries.get(0).shape().get(1);
    int end = offset;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.offset() != end || entry.shape().get(1) != columns) {
        throw new IllegalArgumentException(entry.name() + " does not continue its matrix");
      }
      end += entry.size();
      Arrays.fill(flat.scales, entry.offset(), end, scales.get(i));
    }
    String variable = "m" + parts.indexOf(part) + "_" + offset;
    List<Integer> shape = List.of((end - offset) / columns, columns);
    flat.matrices.put(offset, new Piece(variable, end - offset, shape));
    return variable;
  }

  @Override
  public String exact(String part, Entry entry) {
    String variable = "e" + parts.indexOf(part) + "_" + entry.offset();
    flats
        .get(parts.indexOf(part))
        .exact
        .put(entry.offset(), new Piece(variable, entry.size(), entry.shape()));
    return variable;
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < flats.size(); i++) {
      Flat flat = flats.get(i);
      if (!flat.matrices.isEmpty()) {
        String scales = constants.add(flat.scales, flat.scales.length);
        String scaled = "torch.mul(leaves[" + i + "], " + scales + ")";
        String cast = "torch.to(" + scaled + ", " + numbers.computeCode() + ")";
        split(text, "ms" + i, cast, flat.scales.length, flat.matrices);
      }
      if (!flat.exact.isEmpty()) {
        split(text, "es" + i, "leaves[" + i + "]", flat.scales.length, flat.exact);
      }
    }
    return text.toString();
  }

  private static void split(
      StringBuilder text, String list, String vector, int size, TreeMap<Integer, Piece> pieces) {
    List<Integer> sizes = new ArrayList<>();
    StringBuilder views = new StringBuilder();
    int end = 0;
    for (Map.Entry<Integer, Piece> entry : pieces.entrySet()) {
      Piece piece = entry.getValue();
      if (entry.getKey() > end) {
        sizes.add(entry.getKey() - end);
      }
      String place = list + "[" + sizes.size() + "]";
      views.append(piece.variable() + " = torch.view(" + place + ", " + piece.shape() + ")\n");
      sizes.add(piece.size());
      end = entry.getKey() + piece.size();
    }
    if (end < size) {
      sizes.add(size - end);
    }
    text.append(list + " = torch.split_with_sizes(" + vector + ", " + sizes + ", 0)\n");
    text.append(views);
  }
}
