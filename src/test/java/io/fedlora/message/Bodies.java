package io.fedlora.message;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.TreeMap;

/** Bodies to send, and how to tell whether two are the same. */
final class Bodies {
  private Bodies() {}

  static State state() {
    Layout layout = Layout.builder().add("a", 2, 2).add("b", 1).build();
    return State.of(
        new Part("common", layout, new float[] {1, -2.5f, Float.MIN_VALUE, -0f, 3e30f}),
        new Part("Kopf ü 漢", Layout.builder().add("bias", 2).build(), new float[] {7, 8}),
        new Part("empty", Layout.builder().build(), new float[0]));
  }

  static Body.Update update() {
    TreeMap<String, Double> reports = new TreeMap<>();
    reports.put("hypergradient-ratio", 0.1);
    reports.put("z", Double.NaN);
    return new Body.Update(3, 12_345_678_901L, 64, 10, 0.75, reports, state());
  }

  static Body.Download download() {
    return new Body.Download(3, 12_345_678_901L, 2, state());
  }

  /** Everything in a body, down to the bits of its values. */
  static String spell(Body body) {
    if (body instanceof Body.Download download) {
      return "download "
          + download.round()
          + " "
          + download.version()
          + " "
          + download.ordinal()
          + spell(download.state());
    } else if (body instanceof Body.Update update) {
      return "update "
          + update.round()
          + " "
          + update.version()
          + " "
          + update.examples()
          + " "
          + update.steps()
          + " "
          + Double.doubleToRawLongBits(update.loss())
          + update.reports()
          + spell(update.state());
    }
    return body.toString();
  }

  private static String spell(State state) {
    StringBuilder text = new StringBuilder();
    for (Part part : state.parts()) {
      text.append(' ').append(part.name()).append(part.layout());
      for (float value : part.values()) {
        text.append(' ').append(Float.floatToRawIntBits(value));
      }
    }
    return text.toString();
  }
}
