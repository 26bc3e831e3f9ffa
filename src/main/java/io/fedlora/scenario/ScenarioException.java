package io.fedlora.scenario;

import org.jspecify.annotations.Nullable;

/** Bad input: the message names where, what was found and what would do. Exit status 2. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether the message begins with the place in the scenario. */
  private final boolean placed;

  public ScenarioException(String message) {
    super(message);
    this.placed = false;
  }

  public ScenarioException(String message, Throwable cause) {
    super(message, cause);
    this.placed = false;
  }

  private ScenarioException(String message, @Nullable Throwable cause, boolean placed) {
    super(message, cause);
    this.placed = placed;
  }

  /** An error whose message begins with file and line. */
  static ScenarioException placed(String message, @Nullable Throwable cause) {
    return new ScenarioException(message, cause, true);
  }

  boolean isPlaced() {
    return placed;
  }
}
