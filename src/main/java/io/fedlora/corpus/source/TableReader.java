package io.fedlora.corpus.source;

import io.fedlora.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reader of delimited tables, with RFC 4180 quotes or, as GLUE writes its files, with none: there a
 * quote is a character like any other.
 */
final class TableReader implements RowReader {
  private final CSVFormat format;
  private final boolean header;

  TableReader(char delimiter, boolean quoted, boolean header) {
    this.format =
        CSVFormat.Builder.create(CSVFormat.RFC4180)
            .setDelimiter(delimiter)
            .setQuote(quoted ? '"' : null)
            .setIgnoreEmptyLines(true)
            .get();
    this.header = header;
  }

  @Override
  public void read(Path file, BufferedReader text, List<Column> columns, Consumer<Row> rows)
      throws IOException {
    try (CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> names =
          header && next(file, parser, records) ? names(records.next()) : List.of();
      Map<String, Integer> indexes = new LinkedHashMap<>();
      for (Column column : columns) {
        indexes.put(column.name(), index(file, column, names));
      }
      while (next(file, parser, records)) {
        CSVRecord record = records.next();
        long line = parser.getCurrentLineNumber() - newlines(record);
        rows.accept(new TableRow(line, record, indexes));
      }
    }
  }

  private static boolean next(Path file, CSVParser parser, Iterator<CSVRecord> records) {
    try {
      return records.hasNext();
    } catch (UncheckedIOException | IllegalStateException e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new ScenarioException(
          "%s, line %d: %s. If its quotes are plain characters, set corpus.format = tsv"
              .formatted(file, parser.getCurrentLineNumber(), cause),
          e);
    }
  }

  private static List<String> names(CSVRecord record) {
    return record.toList().stream().map(String::strip).toList();
  }

  /** Where a column is, from 0: by name first, so that a column named {@code 2} is found too. */
  private int index(Path file, Column column, List<String> names) {
    int named = names.indexOf(column.name());
    if (named >= 0) {
      return named;
    }
    boolean number = column.name().matches("[1-9][0-9]{0,5}");
    if (number && (!header || Integer.parseInt(column.name()) <= names.size())) {
      return Integer.parseInt(column.name()) - 1;
    }
    throw new ScenarioException(
        header
            ? "%s: %s has no such column; its first line names %s. Name one of these or give its number from 1, or set corpus.header = false"
                .formatted(column, file, String.join(", ", names))
            : "%s: without a header (corpus.header = false) columns of %s go by number; give a number from 1"
                .formatted(column, file));
  }

  private static long newlines(CSVRecord record) {
    return record.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private record TableRow(long line, CSVRecord record, Map<String, Integer> indexes)
      implements Row {
    @Override
    public @Nullable String value(String column) {
      int index = indexes.getOrDefault(column, Integer.MAX_VALUE);
      return index < record.size() ? record.get(index) : null;
    }

    @Override
    public String held() {
      return record.size() == 1 ? "1 column" : record.size() + " columns";
    }
  }
}
