package io.fedlora.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes a new folder whole or not at all: under a temporary name beside it, then renamed. */
public final class WholeFolder {
  /** Writes the files of a folder. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything into an empty folder. */
    void writeInto(Path folder) throws IOException;
  }

  private WholeFolder() {}

  /**
   * Writes a folder that is not there yet; folders above it are made.
   *
   * @throws UnmakeableFolderException if there can be no folder in that place
   * @throws UncheckedIOException if writing into it fails; nothing of the folder is left behind
   *     then
   */
  public static void write(Path folder, Content content) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || Files.exists(absolute)) {
      throw new IllegalArgumentException(folder + " is there");
    }
    Path temporary =
        parent.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid());
    NewFolder.make(parent);
    try {
      Files.createDirectory(temporary);
    } catch (IOException e) {
      throw new UnmakeableFolderException(folder, e);
    }
    try {
      try {
        content.writeInto(temporary);
        Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        clear(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be written: " + DiskReason.of(e), e);
    }
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
