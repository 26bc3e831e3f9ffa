package io.fedlora.corpus.source;

import io.fedlora.file.DiskReason;
import io.fedlora.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reader of one format of corpus files. */
interface RowReader {
  /**
   * Reads all rows in file order.
   *
   * @param columns those that will be asked for
   */
  void read(Path file, BufferedReader text, List<Column> columns, Consumer<Row> rows)
      throws IOException;

  /**
   * Opens a file and reads its rows.
   *
   * @param key the scenario key that named the file
   * @throws ScenarioException if it is missing, not UTF-8, or damaged
   */
  default void read(String key, Path file, List<Column> columns, Consumer<Row> rows) {
    if (!Files.isRegularFile(file)) {
      throw new ScenarioException(
          "%s = %s: there is no such file. Give the path of a TSV, CSV or JSON Lines file"
              .formatted(key, file));
    }
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      text.mark(1);
      if (text.read() != '\uFEFF') {
        text.reset();
      }
      read(file, text, columns, rows);
    } catch (CharacterCodingException e) {
      throw new ScenarioException(file + ": not UTF-8. Convert the file to UTF-8", e);
    } catch (IOException e) {
      throw new ScenarioException(
          "%s = %s: cannot be read: %s".formatted(key, file, DiskReason.reading(e)), e);
    }
  }

  /**
   * The reader of a format.
   *
   * @param format {@code tsv}, {@code quoted-tsv}, {@code csv} or {@code jsonl}; or {@code auto}:
   *     by the file's extension
   * @param header whether tables start with the names of their columns
   */
  static RowReader of(String format, Path file, boolean header) {
    return switch (format.equals("auto") ? byExtension(file) : format) {
      case "tsv" -> new TableReader('\t', false, header);
      case "quoted-tsv" -> new TableReader('\t', true, header);
      case "csv" -> new TableReader(',', true, header);
      case "jsonl" -> new JsonLinesReader();
      default ->
          throw new ScenarioException(
              "corpus.format = " + format + ": give auto, tsv, quoted-tsv, csv or jsonl");
    };
  }

  private static String byExtension(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "tsv", "tab", "txt" -> "tsv";
      case "csv" -> "csv";
      case "jsonl", "ndjson", "json" -> "jsonl";
      default ->
          throw new ScenarioException(
              file
                  + ": its name does not tell its format. Set corpus.format to tsv, quoted-tsv, csv"
                  + " or jsonl");
    };
  }
}
