package io.fedlora.report.page;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comparison's table as a {@code tabular} for papers, with what it was made of in comments. */
final class ComparisonLatex {
  private static final Pattern COUNTED = Pattern.compile("(.*)( \\(\\d+ of \\d+\\))");
  private static final Pattern INTERVAL = Pattern.compile("(.*) \\((.*) to (.*)\\)");
  private static final Pattern POWER = Pattern.compile("e([+-]\\d+)");
  private static final int FINGERPRINT = 12;

  private ComparisonLatex() {}

  static String of(ComparisonTable table) {
    List<String> titles = table.titles();
    StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n");
    text.append("% ").append(table.marking()).append('\n');
    List<List<SeededRun>> runs = table.runs();
    for (int setting = 0; setting < runs.size(); setting++) {
      text.append("% ").append(oneLine(table.cells().get(setting).get(0))).append(": ");
      text.append(String.join(", ", runs.get(setting).stream().map(ComparisonLatex::run).toList()));
      text.append('\n');
    }
    if (runs.size() > 1 && titles.contains(table.differenceTitle())) {
      text.append("% ").append(oneLine(table.aboutDifference())).append('\n');
    }
    text.append("\\begin{tabular}{l")
        .append("r".repeat(titles.size() - 1))
        .append("}\n\\toprule\n");
    for (int c = 0; c < titles.size(); c++) {
      text.append(c == 0 ? "" : " & ").append(escaped(titles.get(c)));
      text.append(
          switch (table.directions().get(c)) {
            case 1 -> " $\\uparrow$";
            case -1 -> " $\\downarrow$";
            default -> "";
          });
    }
    text.append(" \\\\\n\\midrule\n");
    for (int row = 0; row < runs.size(); row++) {
      List<String> cells = table.cells().get(row);
      text.append(escaped(cells.get(0)));
      for (int c = 1; c < cells.size(); c++) {
        text.append(" & ").append(cell(cells.get(c), table.marks().get(row).get(c)));
      }
      text.append(" \\\\\n");
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private static String run(SeededRun run) {
    String print = run.fingerprint();
    return "seed "
        + run.seed()
        + (run.ended()
            ? " (" + print.substring(0, Math.min(FINGERPRINT, print.length())) + ")"
            : " (not ended)");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** Figures in mathematics, words beside them; the mean in bold if it is among the best. */
  private static String cell(String cell, boolean best) {
    if (cell.equals(ComparisonTable.NONE) || cell.equals("baseline")) {
      return escaped(cell);
    }
    Matcher interval = INTERVAL.matcher(cell);
    if (interval.matches()) {
      return "$%s$ $[%s, %s]$"
          .formatted(power(interval.group(1)), power(interval.group(2)), power(interval.group(3)));
    }
    Matcher counted = COUNTED.matcher(cell);
    String figure = counted.matches() ? counted.group(1) : cell;
    String count = counted.matches() ? counted.group(2) : "";
    if (figure.endsWith(" (n = 1)")) {
      figure = figure.substring(0, figure.length() - " (n = 1)".length());
      count = " ($n = 1$)";
    }
    String[] parts = figure.split(" ± ", 2);
    String mean = best ? "\\mathbf{" + power(parts[0]) + "}" : power(parts[0]);
    return "$" + mean + (parts.length > 1 ? " \\pm " + power(parts[1]) : "") + "$" + count;
  }

  private static String power(String figure) {
    return POWER.matcher(figure).replaceAll(ComparisonLatex::power);
  }

  private static String power(MatchResult power) {
    return " \\\\times 10^{" + Integer.parseInt(power.group(1)) + "}";
  }

  /** Words as LaTeX prints them, whatever encoding of fonts it uses. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(
          switch (c) {
            case '\\' -> "\\textbackslash{}";
            case '^' -> "\\textasciicircum{}";
            case '~' -> "\\textasciitilde{}";
            case '<' -> "\\textless{}";
            case '>' -> "\\textgreater{}";
            case '|' -> "\\textbar{}";
            case '"' -> "\\textquotedblright{}";
            case 'Δ' -> "$\\Delta$";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
            case '–' -> "--";
            case '\n', '\r', '\t' -> " ";
            default -> String.valueOf(c);
          });
    }
    return escaped.toString();
  }
}
