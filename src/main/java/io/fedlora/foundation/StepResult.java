package io.fedlora.foundation;

import java.util.List;
import java.util.Map;

/**
 * What a step gave. Arrays are fresh and belong to the caller.
 *
 * @param loss mean cross-entropy over the rows
 * @param gradients by part, in the part's layout
 * @param updated parts that the step itself moved, as y⁺
 * @param logged further numbers by name, as {@code hypergradient-ratio}
 * @param scores the class scores of the batch, [rows][classes], where the recipe asks for them;
 *     otherwise empty
 */
public record StepResult(
    double loss,
    Map<String, float[]> gradients,
    Map<String, float[]> updated,
    Map<String, Double> logged,
    List<float[]> scores) {
  public StepResult {
    scores = List.copyOf(scores);
  }

  /** A result without class scores. */
  public StepResult(
      double loss,
      Map<String, float[]> gradients,
      Map<String, float[]> updated,
      Map<String, Double> logged) {
    this(loss, gradients, updated, logged, List.of());
  }
}
