package io.fedlora.scenario;

/** How the simulation's time passes. */
public enum TimeMode {
  /** It jumps from event to event. */
  VIRTUAL,
  /** The fleet's durations are waited out; runs are then not the same to the byte. */
  WALL
}
