package io.fedlora.check;

/** A wire record that is not what {@code docs/run-folder.md} says; the message says why. */
final class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  FrameException(String message) {
    super(message);
  }

  FrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
