package io.fedlora.foundation.linear;

import io.fedlora.foundation.FoundationException;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Loss;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;

/**
 * Computes recipes in float64 with the closed forms of a linear model.
 *
 * @param wiring of the parts
 * @param lowerRate α of a bilevel step, a of a meta-gradient
 * @param difference of the difference forms, ε‖v‖/‖y‖
 */
record LinearStep(Wiring wiring, double lowerRate, double difference) {
  /** A step's usual loss is this model's own; what has to do with classes is not. */
  private static final Loss SQUARED_ERROR = Loss.CROSS_ENTROPY;

  /** Norms below this count as this, so that a ratio to them stays finite. */
  private static final double LEAST_NORM = 1e-30;

  /** What a step gave; all vectors by part, in the parts' layouts. */
  record Outcome(
      double loss,
      Map<String, double[]> gradients,
      Map<String, double[]> updated,
      SortedMap<String, Double> logged) {}

  /**
   * Computes a step.
   *
   * @param state every part of the wiring
   * @param batches as many as the recipe takes
   * @throws FoundationException if the recipe is none that a linear model knows
   */
  Outcome compute(Recipe recipe, Map<String, double[]> state, List<Regression> batches) {
    if (recipe instanceof Recipe.Gradient gradient && gradient.loss().equals(SQUARED_ERROR)) {
      return gradient(gradient.trainable(), state, batches.get(0));
    }
    if (recipe instanceof Recipe.Bilevel bilevel) {
      return bilevel(bilevel, state, batches.get(0), batches.get(1));
    }
    if (recipe instanceof Recipe.Meta meta) {
      return meta(meta, state, batches);
    }
    throw new FoundationException(
        "the model linear does not know how to compute "
            + recipe
            + "; this method needs an encoder");
  }

  private Outcome gradient(List<String> trainable, Map<String, double[]> state, Regression batch) {
    Point at = new Point(wiring, state);
    Vectors.only(state, trainable);
    DMatrixRMaj weight = at.weight();
    return new Outcome(
        batch.loss(weight),
        at.gradients(trainable, batch.gradient(weight)),
        Map.of(),
        new TreeMap<>());
  }

  /** PF2LoRA's step ({@code docs/methods.md#pf2lora}), all of it at the old x. */
  private Outcome bilevel(
      Recipe.Bilevel recipe, Map<String, double[]> state, Regression xi, Regression zeta) {
    List<String> upper = recipe.upper();
    List<String> lower = List.of(recipe.lower());
    Map<String, double[]> y = Vectors.only(state, lower);
    Map<String, double[]> stepped = Vectors.plus(y, -lowerRate, gradients(lower, state, xi));
    Map<String, double[]> second = new LinkedHashMap<>(state);
    second.putAll(stepped);
    Map<String, double[]> p = gradients(upper, second, zeta);
    Map<String, double[]> v = gradients(lower, second, zeta);
    double loss = zeta.loss(new Point(wiring, second).weight());
    if (recipe.form() == Hypergradient.NONE) {
      return new Outcome(loss, p, stepped, new TreeMap<>());
    }
    Map<String, double[]> product = secondOrder(recipe.form(), upper, state, y, v, xi);
    return new Outcome(loss, Vectors.plus(p, -lowerRate, product), stepped, ratio(product, p));
  }

  /** The meta-gradient of Per-FedAvg ({@code docs/methods.md#per-fedavg-lora}). */
  private Outcome meta(Recipe.Meta recipe, Map<String, double[]> state, List<Regression> batches) {
    List<String> parts = recipe.trainable();
    Map<String, double[]> start = Vectors.only(state, parts);
    Map<String, double[]> inner = new LinkedHashMap<>(state);
    inner.putAll(Vectors.plus(start, -lowerRate, gradients(parts, state, batches.get(0))));
    Outcome outer = gradient(parts, inner, batches.get(1));
    if (recipe.form() == Hypergradient.NONE) {
      return outer;
    }
    Map<String, double[]> g = outer.gradients();
    Regression third = batches.get(recipe.sharedCurvature() ? 0 : 2);
    Map<String, double[]> product = secondOrder(recipe.form(), parts, state, start, g, third);
    return new Outcome(
        outer.loss(), Vectors.plus(g, -lowerRate, product), Map.of(), ratio(product, g));
  }

  private SortedMap<String, Double> ratio(
      Map<String, double[]> product, Map<String, double[]> gradient) {
    double share = lowerRate * Vectors.norm(product) / Math.max(LEAST_NORM, Vectors.norm(gradient));
    return new TreeMap<>(Map.of("hypergradient-ratio", share));
  }

  /**
   * How the gradients of some parts change along v, exactly or as a difference.
   *
   * @param moved the parts that v moves, whose norm is the measure of the difference
   */
  private Map<String, double[]> secondOrder(
      Hypergradient form,
      List<String> parts,
      Map<String, double[]> state,
      Map<String, double[]> moved,
      Map<String, double[]> v,
      Regression batch) {
    double size = Vectors.norm(moved);
    double speed = Vectors.norm(v);
    double epsilon = difference * (size > 0 ? size : 1) / (speed > 0 ? speed : 1);
    Map<String, double[]> ahead = Vectors.plus(state, epsilon, v);
    return switch (form) {
      case EXACT -> {
        Point at = new Point(wiring, state);
        yield at.alongDirection(
            parts, batch.gradient(at.weight()), batch.curvature(at.tangent(v)), v);
      }
      case ONE_SIDED -> slope(parts, state, ahead, epsilon, batch);
      case CENTRAL -> slope(parts, Vectors.plus(state, -epsilon, v), ahead, 2 * epsilon, batch);
      case NONE -> throw new IllegalArgumentException("nothing of second order is asked for");
    };
  }

  private Map<String, double[]> slope(
      List<String> parts,
      Map<String, double[]> behind,
      Map<String, double[]> ahead,
      double apart,
      Regression batch) {
    Map<String, double[]> rise =
        Vectors.plus(gradients(parts, ahead, batch), -1, gradients(parts, behind, batch));
    return Vectors.times(1 / apart, rise);
  }

  private Map<String, double[]> gradients(
      List<String> parts, Map<String, double[]> state, Regression batch) {
    return gradient(parts, state, batch).gradients();
  }
}
