package io.fedlora.cli;

/** A run could not go on for want of disk; the message says what to do. */
final class DiskTroubleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DiskTroubleException(String message, Throwable cause) {
    super(message, cause);
  }
}
