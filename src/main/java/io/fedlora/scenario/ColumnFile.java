package io.fedlora.scenario;

import io.fedlora.file.DiskReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A column of numbers in a CSV file whose first line names the columns. */
final class ColumnFile {
  private ColumnFile() {}

  /** The numbers from top to bottom, at least one. Every failure is an {@link InvalidValue}. */
  static List<Double> read(String file, String column) {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new InvalidValue("file", "cannot be read: " + DiskReason.reading(e), "name a CSV file");
    }
    List<String> names = lines.isEmpty() ? List.of() : fields(lines.get(0));
    int index = names.indexOf(column);
    if (index < 0) {
      throw new InvalidValue(
          "column", "is not among the file's columns " + names, "name one of its first line");
    }
    List<Double> values = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        values.add(number(fields(lines.get(i)), index, i + 1));
      }
    }
    if (values.isEmpty()) {
      throw new InvalidValue("file", "holds no rows", "put a row under the names of the columns");
    }
    return values;
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static double number(List<String> fields, int index, int line) {
    String text = index < fields.size() ? fields.get(index) : "";
    BigDecimal number = Numbers.decimal(text);
    if (number == null) {
      throw new InvalidValue(
          "file",
          "line " + line + " of the file has no number in that column: \"" + text + "\"",
          "write plain numbers: FLOP/s, bytes a second or seconds");
    }
    return number.doubleValue();
  }
}
