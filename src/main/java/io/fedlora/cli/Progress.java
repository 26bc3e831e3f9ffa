package io.fedlora.cli;

import io.fedlora.report.ClientTally;
import io.fedlora.run.RunWatcher;

/** Shows how a run goes. */
interface Progress extends RunWatcher, AutoCloseable {
  /** Shows nothing. */
  Progress SILENT = new Progress() {};

  /** Whom to ask who is away and how much work is done. */
  default void follow(ClientTally tally) {}

  /** Leaves the terminal as it should be; may be called twice. */
  @Override
  default void close() {}
}
