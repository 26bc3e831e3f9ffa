package io.fedlora.method;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.ZeroGradients;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The regulariser {@code (μ/2) ‖w − w₀‖²} against drift from where local work began.
 *
 * @param mu μ
 * @param anchor w₀; what it does not hold is not regularised
 */
record Proximity(double mu, State anchor) {
  /** The regulariser at a point. */
  double value(State at) {
    double sum = 0;
    for (Part part : anchor.parts()) {
      float[] values = at.part(part.name()).values();
      for (int i = 0; i < values.length; i++) {
        double distance = (double) values[i] - part.values()[i];
        sum += distance * distance;
      }
    }
    return mu / 2 * sum;
  }

  /** Gradients of a loss with the regulariser's, {@code μ (w − w₀)}, added to them. */
  Map<String, float[]> added(Map<String, float[]> gradients, State at) {
    if (gradients instanceof ZeroGradients) {
      // The step was counted only, and so are its values.
      return gradients;
    }
    Map<String, float[]> sums = new LinkedHashMap<>(gradients);
    for (Part part : anchor.parts()) {
      float[] gradient = gradients.get(part.name());
      if (gradient == null) {
        throw new IllegalArgumentException("no gradient for part " + part.name());
      }
      float[] values = at.part(part.name()).values();
      float[] sum = gradient.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] = (float) (sum[i] + mu * ((double) values[i] - part.values()[i]));
      }
      sums.put(part.name(), sum);
    }
    return sums;
  }
}
