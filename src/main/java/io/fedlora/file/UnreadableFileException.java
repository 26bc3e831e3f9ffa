package io.fedlora.file;

/**
 * A file is missing, cannot be read, or is not what it claims to be. The message is one line that
 * begins with the file and says what is wrong with it.
 */
public final class UnreadableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file as the user knows it
   * @param problem what is wrong with it
   */
  public UnreadableFileException(Object file, String problem) {
    super(file + ": " + firstLine(problem));
  }

  /**
   * @param file as the user knows it
   * @param problem what is wrong with it
   * @param cause what noticed it
   */
  public UnreadableFileException(Object file, String problem, Throwable cause) {
    super(file + ": " + firstLine(problem), cause);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
