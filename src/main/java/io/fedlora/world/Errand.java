package io.fedlora.world;

import io.fedlora.world.DropoutPlan.Fate;
import io.fedlora.world.DropoutPlan.Phase;
import org.jspecify.annotations.Nullable;

/** A request that a client has received and is not done with, and how it will end. */
final class Errand {
  private final long request;
  private final long ordinal;
  private final Ordeal ordeal;
  boolean over;
  @Nullable Errand next;

  /**
   * What becomes of the client.
   *
   * @param cause as {@code dropout} or {@code crash}
   * @param downtime nanoseconds until it is back
   * @param losesPrivatePart whether it goes back to its last safe copy
   */
  record Ordeal(Fate fate, String cause, long downtime, boolean losesPrivatePart) {}

  Errand(long request, long ordinal, Ordeal ordeal) {
    this.request = request;
    this.ordinal = ordinal;
    this.ordeal = ordeal;
  }

  long request() {
    return request;
  }

  /** How many requests had been sent to the client before. */
  long ordinal() {
    return ordinal;
  }

  Ordeal ordeal() {
    return ordeal;
  }

  boolean endsIn(Phase phase) {
    return ordeal.fate() instanceof Fate.DropsOut out && out.phase() == phase;
  }

  /** The instant at which the phase that it ends in is broken off. */
  long breaksOff(long begin, long duration) {
    return ordeal.fate() instanceof Fate.DropsOut out
        ? begin + (long) (duration * out.share())
        : begin;
  }
}
