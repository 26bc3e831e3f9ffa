package io.fedlora.world.presence;

import io.fedlora.world.Availability;

/**
 * Belongs to the federation from one instant until another.
 *
 * @param joins there from this instant on
 * @param leaves gone for good at this one
 */
public record Membership(long joins, long leaves) implements Availability {
  /** Why a client is away that will never come back. */
  public static final String LEFT = "left";

  @Override
  public boolean isOpen(long time) {
    return joins <= time && time < leaves;
  }

  @Override
  public long nextChange(long time) {
    if (time < joins) {
      return joins;
    }
    return time < leaves ? leaves : Long.MAX_VALUE;
  }

  @Override
  public String reason(long time) {
    return time < joins ? "not-joined" : LEFT;
  }
}
