package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Measured;
import io.fedlora.scenario.Named;
import io.fedlora.world.Draws;

/** A record takes longer. A link keeps the order: what is sent behind it waits. */
@Named(value = "message-delayed", summary = "a record takes longer, and those behind it wait")
public record MessageDelayed(Options options) implements LinkFault {
  /**
   * @param when it happens, for each record
   * @param direction of the records
   * @param by seconds that it takes longer
   */
  public record Options(
      @Flat Occurrence when,
      Direction direction,
      @Measured(Measured.Unit.SECONDS) Distribution by) {
    public Options {
      by.requireNotNegative("by");
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
    passage.delay(Draws.nanos(Draws.of(options.by(), draw)));
  }
}
