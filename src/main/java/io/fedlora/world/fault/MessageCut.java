package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import java.util.Arrays;

/** The end of a record is missing; how much is left is drawn. */
@Named(value = "message-cut", summary = "the end of a record is missing")
public record MessageCut(Options options) implements LinkFault {
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
    byte[] frame = passage.frame();
    passage.damage("message-cut", Arrays.copyOf(frame, draw.nextInt(Math.max(1, frame.length))));
  }
}
