package io.fedlora.bench;

/**
 * Steps a second by the number of threads that compute at once, one step each.
 *
 * @param step what was run
 * @param one on one thread
 * @param two on two threads together
 */
public record Throughput(StepCase step, double one, double two) {
  /** How many times as fast two threads are. */
  public double ratio() {
    return two / one;
  }
}
