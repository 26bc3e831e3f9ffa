package io.fedlora.foundation.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Entry;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Compares gradients with central differences of fourth order of what they are gradients of. */
final class Slopes {
  private static final double STEP = 2e-5;

  // What rounding leaves of a difference of two losses over the step.
  private static final double FLOOR = 1e-10;

  private Slopes() {}

  /** Along a random direction in every entry, and along its first coordinate. */
  static void check(
      Wiring wiring,
      Map<String, double[]> gradients,
      Map<String, double[]> values,
      ToDoubleFunction<Map<String, double[]>> loss) {
    for (String part : gradients.keySet()) {
      double[] gradient = Fixture.of(gradients, part);
      for (Entry entry : wiring.layout(part).entries()) {
        RandomStream random = RandomStream.of(7, part, entry.offset());
        double[] along = new double[gradient.length];
        double slope = 0;
        double length = 0;
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
          along[i] = random.nextGaussian();
          slope += gradient[i] * along[i];
          length += gradient[i] * gradient[i];
        }
        assertThat(length).as(part + " " + entry.name()).isPositive();
        double measured = slope(values, part, along, loss);
        assertThat(measured)
            .as(part + " " + entry.name())
            .isCloseTo(
                slope,
                within(Math.max(FLOOR, 1e-6 * Math.max(Math.abs(slope), Math.sqrt(length)))));
      }
    }
  }

  private static double slope(
      Map<String, double[]> values,
      String part,
      double[] along,
      ToDoubleFunction<Map<String, double[]>> loss) {
    double near = difference(values, part, along, STEP, loss);
    double far = difference(values, part, along, 2 * STEP, loss);
    return (8 * near - far) / (12 * STEP);
  }

  private static double difference(
      Map<String, double[]> values,
      String part,
      double[] along,
      double far,
      ToDoubleFunction<Map<String, double[]>> loss) {
    return loss.applyAsDouble(moved(values, part, along, far))
        - loss.applyAsDouble(moved(values, part, along, -far));
  }

  private static Map<String, double[]> moved(
      Map<String, double[]> values, String part, double[] along, double far) {
    double[] there = Fixture.of(values, part).clone();
    for (int i = 0; i < there.length; i++) {
      there[i] += far * along[i];
    }
    Map<String, double[]> moved = new LinkedHashMap<>(values);
    moved.put(part, there);
    return moved;
  }
}
