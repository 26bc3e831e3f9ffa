package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Distribution;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Measured;
import io.fedlora.world.Draws;

/** A record takes longer; what becomes of those behind it tells one such fault from another. */
public sealed interface Delay extends LinkFault permits MessageDelayed, MessageReordered {
  /**
   * What both have to be told.
   *
   * @param when it happens, for each record
   * @param direction of the records
   * @param by seconds that it takes longer
   */
  record Options(
      @Flat Occurrence when,
      Direction direction,
      @Measured(Measured.Unit.SECONDS) Distribution by) {
    public Options {
      by.requireNotNegative("by");
    }
  }

  /** When it happens, which way and for how long. */
  Options options();

  @Override
  default Occurrence when() {
    return options().when();
  }

  @Override
  default Direction direction() {
    return options().direction();
  }

  /** Draws by how many nanoseconds. */
  default long longer(RandomStream draw) {
    return Draws.nanos(Draws.of(options().by(), draw));
  }
}
