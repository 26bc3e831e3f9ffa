package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;

/** Some bits of a record are flipped. */
@Named(value = "bits-flipped", summary = "bits of a record are flipped")
public record BitsFlipped(Options options) implements LinkFault {
  /**
   * @param when it happens, for each record
   * @param direction of the records
   * @param bits how many times a bit is drawn and flipped, at least 1
   */
  public record Options(@Flat Occurrence when, Direction direction, int bits) {
    public Options {
      Require.atLeast("bits", bits, 1);
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
    byte[] frame = passage.frame().clone();
    for (int i = 0; i < options.bits() && frame.length > 0; i++) {
      int bit = draw.nextInt(frame.length * Byte.SIZE);
      frame[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }
    passage.damage("bits-flipped", frame);
  }
}
