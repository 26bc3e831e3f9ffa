package io.fedlora.corpus.source;

import io.fedlora.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a corpus file that a scenario names, and what a row holds in them. */
record Columns(
    Column text,
    @Nullable Column pair,
    Column label,
    @Nullable Column attribute,
    @Nullable Column group) {

  /** The columns in use. */
  List<Column> used() {
    return Stream.of(text, pair, label, attribute, group).filter(Objects::nonNull).toList();
  }

  /** Whether a row has something in each of the columns. */
  boolean isWhole(Row row) {
    return used().stream()
        .allMatch(
            column -> {
              String value = row.value(column.name());
              return value != null && !value.isBlank();
            });
  }

  /**
   * A row's example.
   *
   * @throws ScenarioException if the row lacks one of the columns, or has nothing in it
   */
  RawExample example(Path file, Row row) {
    return new RawExample(
        file + ", line " + row.line(),
        value(file, row, text),
        valueOrNull(file, row, pair),
        value(file, row, label),
        valueOrNull(file, row, attribute),
        valueOrNull(file, row, group));
  }

  private static @Nullable String valueOrNull(Path file, Row row, @Nullable Column column) {
    return column == null ? null : value(file, row, column);
  }

  private static String value(Path file, Row row, Column column) {
    String value = row.value(column.name());
    if (value == null) {
      throw new ScenarioException(
          "%s, line %d: the row has no column for %s; it has %s. Mend or remove the row"
              .formatted(file, row.line(), column, row.held()));
    }
    if (value.isBlank()) {
      throw new ScenarioException(
          "%s, line %d: the column of %s is empty. Mend or remove the row"
              .formatted(file, row.line(), column));
    }
    return value.strip();
  }
}
