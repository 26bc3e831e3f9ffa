package io.fedlora.foundation;

/** The engine or a checkpoint failed in a way the message explains. */
public final class FoundationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FoundationException(String message) {
    super(message);
  }

  public FoundationException(String message, Throwable cause) {
    super(message, cause);
  }
}
