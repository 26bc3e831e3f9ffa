package io.fedlora.run;

import io.fedlora.file.DiskReason;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Sees to it that one process at a time writes to a run folder; a killed one lets go of it. */
final class RunLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Whether a process is at work in a folder, or was killed there. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /**
   * Takes the lock.
   *
   * @throws ScenarioException if another process has it, or the folder cannot be written to
   */
  static RunLock of(Path folder) {
    Path file = folder.resolve(NAME);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new ScenarioException(
          folder
              + " cannot be written to: "
              + DiskReason.of(e)
              + "; make it writable, or go on in a copy of it",
          e);
    }
    try {
      if (lock(channel) != null) {
        return new RunLock(file, channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new ScenarioException(folder + " cannot be locked: " + e.getMessage(), e);
    }
    throw new ScenarioException(
        folder + " is being written to by another process; wait for its end, or end it");
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    }
  }
}
