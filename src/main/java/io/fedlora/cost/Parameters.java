package io.fedlora.cost;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;

/**
 * Numbers of trainable values, the classification head apart: papers leave it out.
 *
 * @param adapter all but the head
 * @param head of the head
 */
public record Parameters(long adapter, long head) {
  /** None. */
  static final Parameters NONE = new Parameters(0, 0);

  private static final String HEAD = "head.";

  static Parameters of(Layout layout) {
    long head = 0;
    for (Entry entry : layout.entries()) {
      head += entry.name().startsWith(HEAD) ? entry.size() : 0;
    }
    return new Parameters(layout.size() - head, head);
  }

  static Parameters of(State state) {
    Parameters sum = NONE;
    for (Part part : state.parts()) {
      sum = sum.plus(of(part.layout()));
    }
    return sum;
  }

  Parameters plus(Parameters other) {
    return new Parameters(adapter + other.adapter, head + other.head);
  }

  /** Both together. */
  public long all() {
    return adapter + head;
  }
}
