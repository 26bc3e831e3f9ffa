package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Named;

/** A record takes longer, and those sent after it may overtake it. */
@Named(value = "message-reordered", summary = "a record falls back behind those sent after it")
public record MessageReordered(Options options) implements Delay {
  @Override
  public void befall(Passage passage, RandomStream draw) {
    passage.fallBack(longer(draw));
  }
}
