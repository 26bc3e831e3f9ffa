package io.fedlora.cli;

import java.util.function.BooleanSupplier;

/**
 * What Ctrl-C does to a command. As a boolean: whether the user has asked the process to end. It
 * ends at once, unless the command is in a section that is guarded.
 */
@FunctionalInterface
interface Interrupts extends BooleanSupplier {
  /** A section of a command, which ends when this is closed. */
  @FunctionalInterface
  interface Guard extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins a section that is interrupted once and then waited for.
   *
   * @throws InterruptedRunException if the process is ending already
   */
  default Guard guarded() {
    return () -> {};
  }

  /**
   * The same, interrupted again and again, for what may swallow an interrupt and is not harmed by
   * one when it closes.
   */
  default Guard insistent() {
    return guarded();
  }
}
