package io.fedlora.clock;

/** How the clock's time goes by. */
public enum Pace {
  /** Jumps from timer to timer; a result that is not in yet stops it. */
  VIRTUAL,
  /** Follows real time; a result that is not in by its instant comes later. */
  WALL
}
