package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Measured;
import io.fedlora.scenario.Named;
import io.fedlora.world.Draws;

/** A record arrives a second time. The network repeats it: it is sent, and counted, once. */
@Named(value = "message-repeated", summary = "a record arrives twice")
public record MessageRepeated(Options options) implements LinkFault {
  /**
   * @param when it happens, for each record
   * @param direction of the records
   * @param after seconds from the first time to the second
   */
  public record Options(
      @Flat Occurrence when,
      Direction direction,
      @Measured(Measured.Unit.SECONDS) Distribution after) {
    public Options {
      after.requireNotNegative("after");
    }
  }

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
    passage.repeat(Draws.nanos(Draws.of(options.after(), draw)));
  }
}
