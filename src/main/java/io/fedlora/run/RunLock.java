package io.fedlora.run;

import io.fedlora.file.DiskReason;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Sees to it that one process at a time writes to a run folder; a killed one lets go of it. */
final class RunLock implements AutoCloseable {
  private static final String NAME = ".lock";

  // Others that come and go are at it for some microseconds; a link to nowhere is for ever.
  private static final int ATTEMPTS = 1_000;

  /** Those of this process: to open one of their files again, and close it, would let go of it. */
  private static final Set<Path> HERE = new ConcurrentSkipListSet<>();

  private final Path file;
  private final Path real;
  private final FileChannel channel;

  private RunLock(Path file, Path real, FileChannel channel) {
    this.file = file;
    this.real = real;
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
    Path real = real(folder);
    if (!HERE.add(real)) {
      throw inUse(folder);
    }
    boolean done = false;
    try {
      RunLock lock = acquired(folder, file, real);
      done = true;
      return lock;
    } finally {
      if (!done) {
        HERE.remove(real);
      }
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static RunLock acquired(Path folder, Path file, Path real) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Files.createFile(file);
      } catch (FileAlreadyExistsException e) {
        // Of the process that is at work there, or of one that was killed.
      } catch (IOException e) {
        throw unwritable(folder, e);
      }
      Optional<RunLock> lock = take(folder, file, real);
      if (lock.isPresent()) {
        return lock.get();
      }
    }
    throw new ScenarioException(
        folder + " cannot be locked: " + file + " is no file that can be written; remove it");
  }

  /**
   * Empty if the file has been replaced meanwhile: who had the lock before deletes it, and somebody
   * else may have made it anew. Which file it is must be told without opening it a second time: a
   * process that closes any channel of a file lets go of all its locks on it.
   */
  private static Optional<RunLock> take(Path folder, Path file, Path real) {
    try {
      Object before = key(file);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      lock(channel, folder);
      if (isStill(file, before)) {
        return Optional.of(new RunLock(file, real, channel));
      }
      channel.close();
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * What tells this file from one that is put in its place; null where there is nothing that does.
   */
  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static boolean isStill(Path file, @Nullable Object key) throws IOException {
    try {
      return Objects.equals(key(file), key);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static ScenarioException inUse(Path folder) {
    return new ScenarioException(
        folder + " is being written to by another process; wait for its end, or end it");
  }

  private static ScenarioException unwritable(Path folder, IOException e) {
    return new ScenarioException(
        folder
            + " cannot be written to: "
            + DiskReason.of(e)
            + "; "
            + DiskReason.remedy(e)
            + ", or go on in a copy of it",
        e);
  }

  private static void lock(FileChannel channel, Path folder) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      // Of this process. The channel stays open: to close it would let go of that lock.
    }
    throw inUse(folder);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      HERE.remove(real);
    }
  }
}
