package io.fedlora.file;

import java.nio.file.Path;

/** What is told again of a file's content is not what the file holds. */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final long line;

  /**
   * @param file that holds something else
   * @param line the first that differs, from 1
   */
  public DivergenceException(Path file, long line) {
    super(file + ": line " + line + " is not what the run does there");
    this.file = file;
    this.line = line;
  }

  /** The first line that differs, from 1. */
  public long line() {
    return line;
  }

  /** The file that holds something else. */
  public Path file() {
    return file;
  }
}
