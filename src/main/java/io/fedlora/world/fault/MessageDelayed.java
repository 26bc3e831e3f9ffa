package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Named;

/** A record takes longer. A link keeps the order: what is sent behind it waits. */
@Named(value = "message-delayed", summary = "a record takes longer, and those behind it wait")
public record MessageDelayed(Options options) implements Delay {
  @Override
  public void befall(Passage passage, RandomStream draw) {
    passage.delay(longer(draw));
  }
}
