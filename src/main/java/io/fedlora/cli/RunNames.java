package io.fedlora.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Names for the folders of runs that were given none. */
final class RunNames {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RunNames() {}

  /** A folder that is not there yet, under {@code runs/} in the working directory. */
  static Path next(String scenario) {
    String name = scenario + "-" + LocalDateTime.now().format(TIME);
    Path folder = Path.of("runs", name);
    for (int again = 2; Files.exists(folder); again++) {
      folder = Path.of("runs", name + "-" + again);
    }
    return folder;
  }
}
