package io.fedlora.world.fault;

import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Flat;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.Require;
import java.util.BitSet;

/** Some bits of a record are flipped. */
@Named(value = "bits-flipped", summary = "bits of a record are flipped")
public record BitsFlipped(Options options) implements LinkFault {
  /**
   * @param when it happens, for each record
   * @param direction of the records
   * @param bits how many, at least 1; all, where a record has no more
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
    int all = (int) Math.min((long) frame.length * Byte.SIZE, Integer.MAX_VALUE);
    BitSet flipped = new BitSet(all);
    while (flipped.cardinality() < Math.min(options.bits(), all)) {
      int bit = draw.nextInt(all);
      if (!flipped.get(bit)) {
        flipped.set(bit);
        frame[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      }
    }
    passage.damage("bits-flipped", frame);
  }
}
