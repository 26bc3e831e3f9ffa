package io.fedlora.world.presence;

import io.fedlora.world.Availability;
import java.util.List;

/**
 * There when all of several say so.
 *
 * @param all in the order in which they are asked for the reason
 */
public record Together(List<Availability> all) implements Availability {
  /** These, without those that never say no. */
  public static Availability of(List<Availability> all) {
    List<Availability> some = all.stream().filter(one -> one != Availability.ALWAYS).toList();
    return switch (some.size()) {
      case 0 -> Availability.ALWAYS;
      case 1 -> some.get(0);
      default -> new Together(some);
    };
  }

  @Override
  public boolean isOpen(long time) {
    for (Availability one : all) {
      if (!one.isOpen(time)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long nextChange(long time) {
    long next = Long.MAX_VALUE;
    for (Availability one : all) {
      next = Math.min(next, one.nextChange(time));
    }
    return next;
  }

  @Override
  public String reason(long time) {
    for (Availability one : all) {
      if (!one.isOpen(time)) {
        return one.reason(time);
      }
    }
    return Availability.super.reason(time);
  }
}
