package io.fedlora.world.fault;

/** Which way records go that a fault of links befalls. */
public enum Direction {
  /** Both ways. */
  BOTH,
  /** Towards the server. */
  UP,
  /** Towards clients. */
  DOWN;

  /** Whether records go that way. */
  public boolean has(boolean down) {
    return this == BOTH || (this == DOWN) == down;
  }
}
