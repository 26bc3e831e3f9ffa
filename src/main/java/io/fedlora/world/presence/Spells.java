package io.fedlora.world.presence;

import io.fedlora.random.RandomStream;
import io.fedlora.world.Availability;
import org.jspecify.annotations.Nullable;

/**
 * Open and closed spells that alternate from time 0 on. How long the n-th lasts is drawn from a
 * stream of its own, so that the whole depends on the key alone. The spell looked at last is
 * remembered: asked in the order of time, each answer is quick; asked in any other order, it is the
 * same.
 */
public final class Spells implements Availability {
  /** How long spells last. */
  public interface Lengths {
    /**
     * Seconds that a spell lasts.
     *
     * @param stream of this spell alone
     */
    double seconds(boolean open, RandomStream stream);
  }

  /**
   * Whose spells they are.
   *
   * @param seed of the scenario
   * @param purpose and {@code owner}, key of the streams
   * @param reason what closed spells are called in the journal
   */
  public record Key(long seed, String purpose, long owner, String reason) {}

  private static final long NEVER = Long.MAX_VALUE / 2;

  private final Key key;
  private final boolean openFirst;
  private final Lengths lengths;
  private @Nullable Spell last;

  private record Spell(long number, long from, long to) {}

  public Spells(Key key, boolean openFirst, Lengths lengths) {
    this.key = key;
    this.openFirst = openFirst;
    this.lengths = lengths;
  }

  @Override
  public boolean isOpen(long time) {
    return isOpenIn(at(time).number());
  }

  @Override
  public long nextChange(long time) {
    long to = at(time).to();
    return to >= NEVER ? Long.MAX_VALUE : to;
  }

  @Override
  public String reason(long time) {
    return key.reason();
  }

  private boolean isOpenIn(long number) {
    return (number % 2 == 0) == openFirst;
  }

  private Spell at(long time) {
    Spell spell = last;
    if (spell == null || time < spell.from()) {
      spell = spell(0, 0);
    }
    while (time >= spell.to()) {
      spell = spell(spell.number() + 1, spell.to());
    }
    last = spell;
    return spell;
  }

  private Spell spell(long number, long from) {
    RandomStream stream = RandomStream.of(key.seed(), key.purpose(), key.owner(), number);
    double nanos = StrictMath.rint(lengths.seconds(isOpenIn(number), stream) * 1e9);
    long length = (long) Math.max(1, Math.min(NEVER, nanos));
    return new Spell(number, from, Math.min(NEVER, from + length));
  }
}
