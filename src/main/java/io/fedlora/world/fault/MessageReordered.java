package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Measured;
import io.fedlora.scenario.Named;
import io.fedlora.world.Draws;

/** A record takes longer, and those sent after it may overtake it. */
@Named(value = "message-reordered", summary = "a record falls back behind those sent after it")
public record MessageReordered(Options options) implements LinkFault {
  /**
   * @param when it happens, for each record
   * @param direction of the records
   * @param by seconds by which it falls back
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
    passage.fallBack(Draws.nanos(Draws.of(options.by(), draw)));
  }
}
