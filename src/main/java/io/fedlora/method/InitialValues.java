package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import java.util.function.DoubleSupplier;

/**
 * What parts start from: of a low-rank adapter A uniform in ±scale/√inputs and B zero ({@code
 * docs/methods.md#pf2lora}); of bottlenecks and prefixes matrices normal around zero and biases
 * zero ({@code docs/methods.md#feddat}); the head's matrix uniform in ±scale/√width; gates and
 * differences of weights zero.
 *
 * @param scale factor on the bounds of the uniform draws
 * @param deviation standard deviation of the normal draws
 */
record InitialValues(double scale, double deviation) {
  /** Draws a part, entry by entry. */
  Part draw(Wiring wiring, String part, RandomStream stream) {
    Layout layout = wiring.layout(part);
    float[] values = new float[layout.size()];
    for (Entry entry : layout.entries()) {
      String name = entry.name();
      if (name.endsWith(".A") || name.equals("head.weight")) {
        double bound = scale / Math.sqrt(entry.shape().get(1));
        fill(values, entry, () -> bound * (2 * stream.nextDouble() - 1));
      } else if (isNormal(name)) {
        fill(values, entry, () -> deviation * stream.nextGaussian());
      }
    }
    return new Part(part, layout, values);
  }

  private static boolean isNormal(String name) {
    return name.endsWith(".down.weight")
        || name.endsWith(".up.weight")
        || name.endsWith(".prefix.key")
        || name.endsWith(".prefix.value");
  }

  private static void fill(float[] values, Entry entry, DoubleSupplier next) {
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      values[i] = (float) next.getAsDouble();
    }
  }
}
