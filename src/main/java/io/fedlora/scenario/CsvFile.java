package io.fedlora.scenario;

import io.fedlora.file.DiskReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file that the key {@code file} of a block names, as RFC 4180 and spreadsheets write it. */
public final class CsvFile {
  /**
   * A row.
   *
   * @param line of the file, from 1, in which it ends
   * @param fields without quotes, and without blanks around them
   */
  public record Row(long line, List<String> fields) {
    public Row {
      fields = List.copyOf(fields);
    }

    /** As it might stand in the file. */
    public String text() {
      return String.join(",", fields);
    }
  }

  private static final CSVFormat FORMAT =
      CSVFormat.Builder.create(CSVFormat.RFC4180)
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrim(true)
          .get();

  private CsvFile() {}

  /**
   * All rows that are not blank, from top to bottom.
   *
   * @throws InvalidValue if the file cannot be read
   */
  public static List<Row> read(String file) {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader text = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      text.mark(1);
      if (text.read() != '\uFEFF') {
        text.reset();
      }
      try (CSVParser parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get()) {
        for (CSVRecord record : parser) {
          if (record.stream().anyMatch(field -> !field.isEmpty())) {
            rows.add(new Row(line(parser), record.toList()));
          }
        }
      }
    } catch (IOException e) {
      throw unreadable(DiskReason.reading(e));
    } catch (UncheckedIOException | IllegalStateException e) {
      // A quote that nobody closes, or text behind one; the cause says in which line.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unreadable("its quotes do not match: " + cause.getMessage());
    }
    return rows;
  }

  /** The last line of a file need not end. */
  private static long line(CSVParser parser) {
    return Math.max(1, parser.getCurrentLineNumber());
  }

  private static InvalidValue unreadable(String reason) {
    return new InvalidValue("file", "cannot be read: " + reason, "name a CSV file");
  }
}
