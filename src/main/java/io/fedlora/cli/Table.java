package io.fedlora.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in aligned columns. Where they do not fit, columns that say nothing give way. */
final class Table {
  private static final String GAP = "  ";

  private record Column(String title, boolean right, boolean mayGo) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column of words. */
  Table words(String title) {
    columns.add(new Column(title, false, false));
    return this;
  }

  /** Adds a column of figures. */
  Table figures(String title) {
    columns.add(new Column(title, true, false));
    return this;
  }

  /** Adds a column of figures that goes if nothing is in it and room is short. */
  Table countsIfAny(String title) {
    columns.add(new Column(title, true, true));
    return this;
  }

  /** Adds a row, a cell for each column. */
  void row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    rows.add(List.copyOf(cells));
  }

  /** The lines, the titles first; none is longer than the width. */
  List<String> lines(int width) {
    List<Integer> shown =
        IntStream.range(0, columns.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
    for (int c = columns.size() - 1; c >= 0 && width(shown) > width; c--) {
      if (columns.get(c).mayGo() && isEmpty(c)) {
        shown.remove(Integer.valueOf(c));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::title).toList(), shown, width));
    rows.forEach(row -> lines.add(line(row, shown, width)));
    return lines;
  }

  /** Prints them as wide as the terminal, the titles strong. */
  void print(Shell shell) {
    List<String> lines = lines(shell.outWidth());
    shell.out().println(shell.outPaint().strong(lines.get(0)));
    lines.subList(1, lines.size()).forEach(shell.out()::println);
    shell.out().flush();
  }

  private boolean isEmpty(int column) {
    return rows.stream().allMatch(row -> row.get(column).equals("0"));
  }

  private int width(int column) {
    int title = columns.get(column).title().length();
    return rows.stream().mapToInt(row -> row.get(column).length()).reduce(title, Math::max);
  }

  private int width(List<Integer> shown) {
    return shown.stream().mapToInt(this::width).sum() + GAP.length() * (shown.size() - 1);
  }

  private String line(List<String> cells, List<Integer> shown, int width) {
    StringBuilder line = new StringBuilder();
    for (int c : shown) {
      String cell = cells.get(c);
      String space = " ".repeat(width(c) - cell.length());
      line.append(line.length() == 0 ? "" : GAP);
      line.append(columns.get(c).right() ? space + cell : cell + space);
    }
    String whole = line.toString().stripTrailing();
    return whole.length() <= width ? whole : whole.substring(0, width - 1) + "…";
  }
}
