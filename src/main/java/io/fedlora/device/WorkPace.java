package io.fedlora.device;

/** How long work takes a client, in virtual nanoseconds. */
@FunctionalInterface
public interface WorkPace {
  /**
   * @param client who works
   * @param ordinal how often the client has been asked before
   * @param flops counted
   */
  long nanos(int client, int ordinal, long flops);
}
