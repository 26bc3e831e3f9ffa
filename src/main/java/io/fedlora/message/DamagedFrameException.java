package io.fedlora.message;

/** A frame arrived that is not what was sent. */
public final class DamagedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedFrameException(String message) {
    super(message);
  }

  DamagedFrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
