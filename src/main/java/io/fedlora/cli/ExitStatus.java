package io.fedlora.cli;

/** What the program tells the shell at its end. */
final class ExitStatus {
  static final int DONE = 0;

  /** The run failed, or a check found a violation. */
  static final int FAILED = 1;

  /** Bad input; nothing has been written. */
  static final int BAD_INPUT = 2;

  /** As a shell reports a program that Ctrl-C ended. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
