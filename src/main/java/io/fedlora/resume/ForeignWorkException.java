package io.fedlora.resume;

import java.nio.file.Path;

/** Stored work is of another run than the one that is to go on. */
public final class ForeignWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String stored;
  private final String expected;

  /**
   * @param file that says so
   * @param stored which run it is of
   * @param expected the run that goes on
   */
  ForeignWorkException(Path file, String stored, String expected) {
    super(file + ": belongs to another run: it is of " + stored + ", and this one of " + expected);
    this.stored = stored;
    this.expected = expected;
  }

  /** The run that the work is of, as its store was told when it was made. */
  public String stored() {
    return stored;
  }

  /** The run that is to go on. */
  public String expected() {
    return expected;
  }
}
