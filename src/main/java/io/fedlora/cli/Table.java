package io.fedlora.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows in aligned columns. Where they do not fit, columns that say nothing give way, a last column
 * of words is broken into several lines, and other columns go on in a further block below, each row
 * with its name again.
 */
final class Table {
  private static final String GAP = "  ";
  private static final int LEAST_WORDS = 16;

  private record Column(String title, boolean right, boolean mayGo) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column of words. */
  Table words(String title) {
    columns.add(new Column(title, false, false));
    return this;
  }

  /** Adds a column of words that goes if nothing is in it and room is short. */
  Table wordsIfAny(String title) {
    columns.add(new Column(title, false, true));
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
    return lines(width, new Paint(false));
  }

  /** Prints them as wide as the terminal, the titles strong. */
  void print(Shell shell) {
    lines(shell.outWidth(), shell.outPaint()).forEach(shell.out()::println);
    shell.out().flush();
  }

  /** The same with strong titles. */
  List<String> lines(int width, Paint paint) {
    List<Integer> shown =
        IntStream.range(0, columns.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
    for (int c = columns.size() - 1; c >= 0 && width(shown) > width; c--) {
      if (columns.get(c).mayGo() && isEmpty(c)) {
        shown.remove(Integer.valueOf(c));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<Integer> block : blocks(shown, width)) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(
          paint.strong(cut(line(columns.stream().map(Column::title).toList(), block), width)));
      rows.forEach(row -> append(lines, row, block, width));
    }
    return lines;
  }

  /** The columns that stand beside each other, the names of the rows first in each block. */
  private List<List<Integer>> blocks(List<Integer> shown, int width) {
    if (width(shown) <= width || lastIsBroken(shown, width)) {
      return List.of(shown);
    }
    int names = 1;
    while (names < shown.size() - 1 && isWords(shown, names - 1) && isWords(shown, names)) {
      names++;
    }
    List<Integer> first = shown.subList(0, names);
    List<List<Integer>> blocks = new ArrayList<>();
    List<Integer> block = new ArrayList<>(first);
    for (int c : shown.subList(names, shown.size())) {
      block.add(c);
      if (block.size() > names + 1 && width(block) > width) {
        block.remove(block.size() - 1);
        blocks.add(block);
        block = new ArrayList<>(first);
        block.add(c);
      }
    }
    blocks.add(block);
    return blocks;
  }

  private boolean isWords(List<Integer> shown, int place) {
    return !columns.get(shown.get(place)).right();
  }

  private boolean lastIsBroken(List<Integer> shown, int width) {
    return shown.size() > 1
        && isWords(shown, shown.size() - 1)
        && width(shown.subList(0, shown.size() - 1)) + GAP.length() + LEAST_WORDS <= width;
  }

  private void append(List<String> lines, List<String> row, List<Integer> block, int width) {
    if (width(block) <= width || !lastIsBroken(block, width)) {
      lines.add(cut(line(row, block), width));
      return;
    }
    List<Integer> before = block.subList(0, block.size() - 1);
    int room = width - width(before) - GAP.length();
    String start = line(row, before);
    for (String part : broken(row.get(block.get(block.size() - 1)), room)) {
      String space = " ".repeat(width(before) - start.length());
      lines.add(start + space + GAP + cut(part, room));
      start = "";
    }
  }

  /** A text in parts of so many characters at most, but for words that are longer. */
  static List<String> broken(String text, int room) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String word : text.split(" ")) {
      if (part.length() > 0 && part.length() + 1 + word.length() > room) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.length() == 0 ? "" : " ").append(word);
    }
    parts.add(part.toString());
    return parts;
  }

  private boolean isEmpty(int column) {
    return rows.stream().allMatch(row -> row.get(column).matches("0?"));
  }

  private int width(int column) {
    int title = columns.get(column).title().length();
    return rows.stream().mapToInt(row -> row.get(column).length()).reduce(title, Math::max);
  }

  private int width(List<Integer> shown) {
    return shown.stream().mapToInt(this::width).sum() + GAP.length() * (shown.size() - 1);
  }

  private String line(List<String> cells, List<Integer> shown) {
    StringBuilder line = new StringBuilder();
    for (int c : shown) {
      String cell = cells.get(c);
      String space = " ".repeat(width(c) - cell.length());
      line.append(line.length() == 0 ? "" : GAP);
      line.append(columns.get(c).right() ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }

  /** A line that is no longer than the width. */
  static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
