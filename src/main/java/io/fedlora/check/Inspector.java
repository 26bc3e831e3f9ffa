package io.fedlora.check;

/** Follows a journal from the first event to the last and looks for one kind of wrong. */
interface Inspector {
  /** The next event. */
  void see(Line line);

  /**
   * There are no more.
   *
   * @param complete whether the run came to its end, so that nothing may be open any more
   */
  default void end(boolean complete) {}
}
