package io.fedlora.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something on the disk could not be done, in the user's words rather than in Java's. */
public final class DiskReason {
  private DiskReason() {}

  /** Part of a sentence, which names the file or folder at fault. */
  public static String of(IOException failure) {
    if (failure instanceof FileSystemException disk) {
      String file = disk.getFile();
      if (disk instanceof NoSuchFileException) {
        return "there is no " + file;
      }
      if (disk instanceof FileAlreadyExistsException) {
        return file + " is there already";
      }
      if (disk instanceof AccessDeniedException) {
        return file + " may not be written to";
      }
      return disk.getReason() == null ? file + " is in the way" : file + ": " + disk.getReason();
    }
    return String.valueOf(failure.getMessage());
  }
}
