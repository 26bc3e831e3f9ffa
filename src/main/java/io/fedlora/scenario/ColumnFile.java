package io.fedlora.scenario;

import java.math.BigDecimal;
import java.util.List;

/** A column of numbers in a CSV file whose first line names the columns. */
final class ColumnFile {
  private ColumnFile() {}

  /** The numbers from top to bottom, at least one. Every failure is an {@link InvalidValue}. */
  static List<Double> read(String file, String column) {
    List<CsvFile.Row> rows = CsvFile.read(file);
    List<String> names = rows.isEmpty() ? List.of() : rows.get(0).fields();
    int index = names.indexOf(column);
    if (index < 0) {
      throw new InvalidValue(
          "column", "is not among the file's columns " + names, "name one of its first line");
    }
    if (rows.size() == 1) {
      throw new InvalidValue("file", "holds no rows", "put a row under the names of the columns");
    }
    return rows.stream().skip(1).map(row -> number(row, index)).toList();
  }

  private static double number(CsvFile.Row row, int index) {
    String text = index < row.fields().size() ? row.fields().get(index) : "";
    BigDecimal number = Numbers.decimal(text);
    if (number == null || Double.isInfinite(number.doubleValue())) {
      throw new InvalidValue(
          "file",
          "line " + row.line() + " of the file has no number in that column: \"" + text + "\"",
          "write plain numbers: FLOP/s, bytes a second or seconds");
    }
    return number.doubleValue();
  }
}
