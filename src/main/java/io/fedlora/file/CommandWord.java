package io.fedlora.file;

import java.nio.file.Path;

/** A path as it is to be typed behind a command, so that a next step can be copied. */
public final class CommandWord {
  private CommandWord() {}

  /** The path, in quotes if a shell would read it otherwise. */
  public static String of(Path path) {
    String text = path.toString();
    return text.matches("[\\w./@%+=:,-][\\w./@%+=:,~-]*")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
