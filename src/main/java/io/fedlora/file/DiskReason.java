package io.fedlora.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something on the disk could not be done, in the user's words rather than in Java's. */
public final class DiskReason {
  private DiskReason() {}

  /** Why a file could not be read; part of a sentence that has named it. */
  public static String reading(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "it may not be read";
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    return String.valueOf(failure.getMessage());
  }

  /** What to do so that something can be written; part of a sentence. */
  public static String remedy(IOException failure) {
    String words = String.valueOf(failure.getMessage());
    if (failure instanceof AccessDeniedException || words.endsWith("Read-only file system")) {
      return "make the folder that it lies in writable";
    }
    if (failure instanceof FileAlreadyExistsException
        || failure instanceof NotDirectoryException
        || words.endsWith("Not a directory")
        || words.endsWith("Is a directory")) {
      return "move what is in its way";
    }
    return "make room";
  }

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
