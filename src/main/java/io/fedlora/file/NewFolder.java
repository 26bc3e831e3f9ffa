package io.fedlora.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that a user wants something written into. */
public final class NewFolder {
  private NewFolder() {}

  /**
   * Makes it, and those that it lies in, where they are not there yet.
   *
   * @throws UnmakeableFolderException if that cannot be done
   */
  public static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UnmakeableFolderException(folder, e);
    }
  }
}
