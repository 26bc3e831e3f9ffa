package io.fedlora.run;

import io.fedlora.file.DiskReason;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
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
    while (true) {
      FileChannel channel = opened(folder, file);
      try {
        if (lock(channel) == null) {
          channel.close();
          throw new ScenarioException(
              folder + " is being written to by another process; wait for its end, or end it");
        }
        if (isStillThere(file, channel)) {
          return new RunLock(file, channel);
        }
        channel.close();
      } catch (IOException e) {
        throw new ScenarioException(folder + " cannot be locked: " + DiskReason.of(e), e);
      }
    }
  }

  private static FileChannel opened(Path folder, Path file) {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new ScenarioException(
          folder
              + " cannot be written to: "
              + DiskReason.of(e)
              + "; make it writable, or go on in a copy of it",
          e);
    }
  }

  /**
   * Whether the file that is locked is the one that others would open: who had it before may have
   * deleted it since, and somebody else made it anew.
   */
  private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
    byte[] owner = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(owner));
    try {
      return Arrays.equals(Files.readAllBytes(file), owner);
    } catch (NoSuchFileException e) {
      return false;
    }
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
