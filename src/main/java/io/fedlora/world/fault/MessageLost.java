package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;

/** A record never arrives; its sender cannot tell. */
@Named(value = "message-lost", summary = "a record never arrives")
public record MessageLost(Options options) implements LinkFault {
  /**
   * @param when it happens, for each record
   * @param direction of the records
   */
  public record Options(@Flat Occurrence when, Direction direction) {}

  @Override
  public Occurrence when() {
    return options.when();
  }

  @Override
  public Direction direction() {
    return options.direction();
  }

  @Override
  public void befall(Passage passage, RandomStream draw) {
    passage.lose("message-lost");
  }
}
