package io.fedlora.foundation.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import io.fedlora.adapter.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled program of one wiring: its script, its constants in native memory, and the leaves it
 * takes.
 */
final class Program implements AutoCloseable {
  private final Script script;
  private final NDList lasting;
  private final NDList constants;
  private final Map<String, Layout> layouts;
  private final List<Leaf> leaves;
  private final Numbers numbers;

  /**
   * @param base frozen weights, which outlive the program
   * @param constants the program's own
   * @param layouts of the parts it takes
   * @param leaves what its script takes of them
   */
  Program(
      Script script,
      NDList base,
      NDList constants,
      Map<String, Layout> layouts,
      List<Leaf> leaves,
      Numbers numbers) {
    this.script = script;
    this.constants = constants;
    this.lasting = new NDList(base).addAll(constants);
    this.layouts = layouts;
    this.leaves = leaves;
    this.numbers = numbers;
  }

  /**
   * Runs a step.
   *
   * @param values of a part by its name
   * @param rates what {@code rates} holds: α and the difference
   * @param batches write their arrays under an argument's name
   */
  <V> Outcome<V> step(
      PtNDManager manager,
      RecipeText recipe,
      Vectors<V> vectors,
      Map<String, V> values,
      double[] rates,
      List<BatchSource> batches) {
    try (Inputs inputs = Inputs.open(manager)) {
      addLeaves(inputs, vectors, values);
      inputs.addAll(lasting);
      inputs.add("rates", numbers.host(), to -> numbers.putAll(to, rates), rates.length);
      for (int i = 0; i < batches.size(); i++) {
        batches.get(i).addTo(inputs, RecipeText.BATCHES.get(i));
      }
      return read(script.run(inputs), recipe, vectors);
    }
  }

  /** Runs a program of class scores: [rows · classes]. */
  <V> float[] scores(
      PtNDManager manager, Vectors<V> vectors, Map<String, V> values, BatchSource batch) {
    try (Inputs inputs = Inputs.open(manager)) {
      addLeaves(inputs, vectors, values);
      inputs.addAll(lasting);
      batch.addTo(inputs, RecipeText.BATCHES.get(0));
      NDArray scores = script.runWithoutGradients(inputs).singletonOrThrow();
      float[] flat = new float[Math.toIntExact(scores.size())];
      Vectors.FLOATS.read(scores, flat, 0);
      return flat;
    }
  }

  private <V> void addLeaves(Inputs inputs, Vectors<V> vectors, Map<String, V> values) {
    for (Leaf leaf : leaves) {
      V from = values.get(leaf.part());
      if (from == null) {
        throw new IllegalArgumentException(
            "the state has parts " + values.keySet() + ", the wiring needs " + leaf.part());
      }
      int found = vectors.length(from);
      int needed = size(leaf.part());
      if (found != needed) {
        throw new IllegalArgumentException(
            "part " + leaf.part() + " has " + found + " values, the wiring needs " + needed);
      }
      inputs.add(
          "leaves[]",
          numbers.host(),
          to -> vectors.write(from, leaf.offset(), leaf.size(), numbers, to),
          leaf.extents());
    }
  }

  private int size(String part) {
    Layout layout = layouts.get(part);
    if (layout == null) {
      throw new IllegalArgumentException("no part " + part + " among " + layouts.keySet());
    }
    return layout.size();
  }

  private <V> Outcome<V> read(NDList returned, RecipeText recipe, Vectors<V> vectors) {
    NDArray first = returned.get(0);
    double[] figures = new double[Math.toIntExact(first.size())];
    Vectors.DOUBLES.read(first, figures, 0);
    Map<String, Double> logged = new LinkedHashMap<>();
    for (int i = 0; i < recipe.logged().size(); i++) {
      logged.put(recipe.logged().get(i), figures[i + 1]);
    }
    int place = 1;
    Map<String, V> gradients = new LinkedHashMap<>();
    Map<String, V> updated = new LinkedHashMap<>();
    place = readParts(returned, place, recipe.gradients(), gradients, vectors);
    place = readParts(returned, place, recipe.updated(), updated, vectors);
    List<float[]> scores = recipe.scores() ? rows(returned.get(place)) : List.of();
    return new Outcome<>(figures[0], gradients, updated, logged, scores);
  }

  private static List<float[]> rows(NDArray matrix) {
    int rows = Math.toIntExact(matrix.getShape().get(0));
    int columns = Math.toIntExact(matrix.getShape().get(1));
    float[] flat = new float[rows * columns];
    Vectors.FLOATS.read(matrix, flat, 0);
    List<float[]> list = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      list.add(Arrays.copyOfRange(flat, row * columns, (row + 1) * columns));
    }
    return list;
  }

  private <V> int readParts(
      NDList returned, int place, List<String> parts, Map<String, V> to, Vectors<V> vectors) {
    for (String part : parts) {
      V vector = vectors.zeros(size(part));
      for (Leaf leaf : leaves) {
        if (leaf.part().equals(part)) {
          vectors.read(returned.get(place++), vector, leaf.offset());
        }
      }
      to.put(part, vector);
    }
    return place;
  }

  @Override
  public void close() {
    script.close();
    constants.close();
  }
}
