package io.fedlora.report;

import io.fedlora.file.GrowingFile;
import io.fedlora.journal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A file of JSON objects, one a line, that grows while a run goes on. */
public final class LineFile implements AutoCloseable {
  private final GrowingFile lines;

  /** Opens a new file. */
  public LineFile(Path file) throws IOException {
    this(GrowingFile.create(file));
  }

  /**
   * @param lines the open file, which will be closed
   */
  LineFile(GrowingFile lines) {
    this.lines = lines;
  }

  /** Appends an object and hands it to the system. */
  public void add(Map<String, ?> object) {
    try {
      lines.add((Json.of(object) + "\n").getBytes(StandardCharsets.UTF_8));
      lines.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * To be called when all lines have been told.
   *
   * @throws io.fedlora.file.DivergenceException if the file of a run that goes on has more
   */
  void requireAllTold() {
    lines.requireAllTold();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
