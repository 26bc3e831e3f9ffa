package io.fedlora.cli;

/** The user ended a command before its time; the message says what is left of it. */
final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedRunException(String message) {
    super(message);
  }
}
