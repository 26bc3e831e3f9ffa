package io.fedlora.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A folder for run folders that nobody keeps: in memory, where the system has one there. */
final class Scratch implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path folder;
  private final AtomicLong made = new AtomicLong();

  Scratch() throws IOException {
    this.folder =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "fedlora-fuzz")
            : Files.createTempDirectory("fedlora-fuzz");
    Presences.writeInto(folder);
  }

  /** A scenario that finds the files it names here. */
  String placed(String scenario) {
    return Presences.placed(scenario, folder);
  }

  /** A name for a run folder that no other has. */
  Path next() {
    return folder.resolve("run-" + made.incrementAndGet());
  }

  /** Removes a folder, if it is there. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be removed", e);
    }
  }

  @Override
  public void close() {
    remove(folder);
  }
}
