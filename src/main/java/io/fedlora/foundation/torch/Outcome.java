package io.fedlora.foundation.torch;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a step program returned, in arrays of the caller's kind.
 *
 * @param loss of the last batch
 * @param gradients by part
 * @param updated parts that moved
 * @param logged further numbers by name
 * @param scores of the batch, [rows][classes], where the recipe gives them; otherwise empty
 * @param <V> the array type
 */
record Outcome<V>(
    double loss,
    Map<String, V> gradients,
    Map<String, V> updated,
    Map<String, Double> logged,
    List<float[]> scores) {
  /** The gradient of a part. */
  V gradient(String part) {
    return Objects.requireNonNull(gradients.get(part), part);
  }

  /** A part that moved. */
  V updated(String part) {
    return Objects.requireNonNull(updated.get(part), part);
  }
}
