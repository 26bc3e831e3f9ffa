package io.fedlora.report;

import io.fedlora.journal.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A file of JSON objects, one a line, that grows while a run goes on. */
public final class LineFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;

  /** Opens a new file. */
  public LineFile(Path file) throws IOException {
    this.file = file;
    this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
  }

  /** Appends an object and hands it to the system. */
  public void add(Map<String, ?> object) {
    try {
      out.write(Json.of(object));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
