package io.fedlora.method;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import java.util.ArrayList;
import java.util.List;

/**
 * A server's step of SGD with Nesterov's momentum, whose gradient is the difference that the
 * clients made (DiLoCo; {@code docs/methods.md#fdlora}): with {@code Δ = old − mean}, {@code m ← μ
 * m + Δ}, {@code new = old − rate · (Δ + μ m)}. The momentum is a part for each part that moves.
 *
 * @param rate outer learning rate
 * @param momentum μ
 */
record OuterOptimizer(double rate, double momentum) {
  private static final String KEPT = "momentum-";

  /** The momentum of a state that has not moved. */
  State rest(State state) {
    List<Part> parts = new ArrayList<>();
    state.parts().forEach(part -> parts.add(Part.zeros(KEPT + part.name(), part.layout())));
    return State.of(parts);
  }

  /**
   * One step.
   *
   * @param held what the server holds: parts and their momentum; parts that have no mean stay
   * @param mean of what the clients made of the parts
   */
  State step(State held, State mean) {
    State next = held;
    for (Part target : mean.parts()) {
      Part old = held.part(target.name());
      Part moving = held.part(KEPT + target.name());
      Layout layout = old.layout();
      float[] values = new float[layout.size()];
      float[] speed = new float[layout.size()];
      for (int i = 0; i < values.length; i++) {
        double difference = (double) old.values()[i] - target.values()[i];
        double moved = momentum * moving.values()[i] + difference;
        speed[i] = (float) moved;
        values[i] = (float) (old.values()[i] - rate * (difference + momentum * moved));
      }
      next = next.with(old.with(values)).with(moving.with(speed));
    }
    return next;
  }
}
