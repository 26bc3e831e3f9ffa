package io.fedlora.house.planted;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.LongSupplier;

/** Looks at a real clock, in a way a method. */
public class RealClock {
  long call() {
    return System.nanoTime();
  }

  LongSupplier reference() {
    return System::nanoTime;
  }

  LongSupplier lambda() {
    return () -> System.currentTimeMillis();
  }

  Object now() {
    return Instant.now();
  }

  Object today() {
    return LocalDate.now();
  }

  long ofFile(File file) {
    return file.lastModified();
  }

  Object ofPath(Path path) throws IOException {
    return Files.getLastModifiedTime(path);
  }

  Object ofAttributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).creationTime();
  }
}
