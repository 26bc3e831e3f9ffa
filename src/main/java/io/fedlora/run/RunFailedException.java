package io.fedlora.run;

import java.util.concurrent.ExecutionException;

/** A run that could not go on; the cause says why. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The failure that a future ended with. */
  static RunFailedException of(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return new RunFailedException(cause == null ? failure : cause);
  }

  private RunFailedException(Throwable cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
