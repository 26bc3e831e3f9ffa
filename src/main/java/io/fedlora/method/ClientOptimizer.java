package io.fedlora.method;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.foundation.ZeroGradients;
import io.fedlora.scenario.OptimizerOptions;
import io.fedlora.scenario.OptimizerOptions.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The optimiser of one piece of local work over a group of parts: AdamW (Loshchilov and Hutter:
 * decay decoupled from the gradient) or SGD with momentum, with clipping of the group's gradient by
 * its norm. It works on copies; what it keeps for the next time is a part of its own.
 */
final class ClientOptimizer {
  private static final String SAVED = "optimizer.";

  private final OptimizerOptions options;
  private final Predicate<Entry> decayed;
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  private static final class Slot {
    private final Layout layout;
    private final float[] values;
    private final float[] first;
    private final float[] second;
    private int updates;

    Slot(Part part, float[] first, float[] second, int updates) {
      this.layout = part.layout();
      this.values = part.values().clone();
      this.first = first;
      this.second = second;
      this.updates = updates;
    }
  }

  /**
   * Takes up the parts, and the moments where the client has kept any.
   *
   * @param kept what the client owns
   */
  ClientOptimizer(OptimizerOptions options, List<Part> parts, State kept) {
    this(options, parts, kept, entry -> true);
  }

  /**
   * The same with weight decay on some arrays only.
   *
   * @param decayed the arrays that decay
   */
  ClientOptimizer(
      OptimizerOptions options, List<Part> parts, State kept, Predicate<Entry> decayed) {
    this.options = options;
    this.decayed = decayed;
    for (Part part : parts) {
      int size = part.values().length;
      float[] first = new float[size];
      float[] second = new float[options.optimizer() == Rule.ADAMW ? size : 0];
      int updates = 0;
      String name = SAVED + part.name();
      int length = size + second.length + 1;
      // A part that has another shape by now starts anew.
      if (options.keepOptimizer() && kept.has(name) && kept.part(name).values().length == length) {
        float[] saved = kept.part(name).values();
        System.arraycopy(saved, 0, first, 0, size);
        System.arraycopy(saved, size, second, 0, second.length);
        updates = (int) saved[saved.length - 1];
      }
      slots.put(part.name(), new Slot(part, first, second, updates));
    }
  }

  /** The parts as they are now; the arrays go on changing with further updates. */
  State state() {
    List<Part> parts = new ArrayList<>();
    slots.forEach((name, slot) -> parts.add(new Part(name, slot.layout, slot.values)));
    return State.of(parts);
  }

  /**
   * One update of all parts.
   *
   * @param gradients by part
   * @param factor of the schedule on the learning rate
   */
  void update(Map<String, float[]> gradients, double factor) {
    if (gradients instanceof ZeroGradients) {
      // The step was counted only: there is nothing to learn, and weights can be millions.
      slots.values().forEach(slot -> slot.updates++);
      return;
    }
    double clip = clipFactor(gradients);
    double rate = options.learningRate() * factor;
    slots.forEach(
        (name, slot) -> {
          float[] gradient = gradients.get(name);
          if (gradient == null) {
            throw new IllegalArgumentException("no gradient for part " + name);
          }
          slot.updates++;
          for (Entry entry : slot.layout.entries()) {
            double decay = decayed.test(entry) ? options.weightDecay() : 0;
            if (options.optimizer() == Rule.ADAMW) {
              adamW(slot, entry, gradient, clip, rate, decay);
            } else {
              sgd(slot, entry, gradient, clip, rate, decay);
            }
          }
        });
  }

  private double clipFactor(Map<String, float[]> gradients) {
    if (options.clipNorm() == 0) {
      return 1;
    }
    double sum = 0;
    for (String name : slots.keySet()) {
      for (float g : gradients.getOrDefault(name, new float[0])) {
        sum += (double) g * g;
      }
    }
    double norm = Math.sqrt(sum);
    return norm > options.clipNorm() ? options.clipNorm() / norm : 1;
  }

  private void adamW(
      Slot slot, Entry entry, float[] gradient, double clip, double rate, double decay) {
    double beta1 = options.beta1();
    double beta2 = options.beta2();
    double correction1 = 1 - StrictMath.pow(beta1, slot.updates);
    double correction2 = 1 - StrictMath.pow(beta2, slot.updates);
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      double g = clip * gradient[i];
      double m = beta1 * slot.first[i] + (1 - beta1) * g;
      double v = beta2 * slot.second[i] + (1 - beta2) * g * g;
      slot.first[i] = (float) m;
      slot.second[i] = (float) v;
      double step = m / correction1 / (Math.sqrt(v / correction2) + options.epsilon());
      slot.values[i] = (float) (slot.values[i] * (1 - rate * decay) - rate * step);
    }
  }

  private void sgd(
      Slot slot, Entry entry, float[] gradient, double clip, double rate, double decay) {
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      double g = clip * gradient[i] + decay * slot.values[i];
      double m = options.momentum() * slot.first[i] + g;
      slot.first[i] = (float) m;
      slot.values[i] = (float) (slot.values[i] - rate * m);
    }
  }

  /**
   * What a client has kept, with a part's moments brought from one layout to another, as when its
   * rank has changed; see {@link RankFit}.
   */
  static State refitted(State kept, String part, Layout from, Layout to) {
    String name = SAVED + part;
    if (!kept.has(name) || from.equals(to)) {
      return kept;
    }
    float[] saved = kept.part(name).values();
    int moments = (saved.length - 1) / from.size();
    float[][] fitted = new float[2][0];
    for (int m = 0; m < moments; m++) {
      float[] moment = Arrays.copyOfRange(saved, m * from.size(), (m + 1) * from.size());
      fitted[m] = RankFit.fitted(moment, from, to);
    }
    return kept.with(savedPart(part, fitted[0], fitted[1], saved[saved.length - 1]));
  }

  /** What the client keeps for the next time; empty if it keeps nothing. */
  List<Part> saved() {
    List<Part> parts = new ArrayList<>();
    boolean momentless = options.optimizer() == Rule.SGD && options.momentum() == 0;
    if (!options.keepOptimizer() || momentless) {
      return parts;
    }
    slots.forEach(
        (name, slot) -> parts.add(savedPart(name, slot.first, slot.second, slot.updates)));
    return parts;
  }

  private static Part savedPart(String name, float[] first, float[] second, float updates) {
    float[] values = Arrays.copyOf(first, first.length + second.length + 1);
    System.arraycopy(second, 0, values, first.length, second.length);
    values[values.length - 1] = updates;
    Layout layout =
        Layout.builder()
            .add("first-moment", first.length)
            .add("second-moment", second.length)
            .add("updates", 1)
            .build();
    return new Part(SAVED + name, layout, values);
  }
}
