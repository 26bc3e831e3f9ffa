package io.fedlora.cli;

import io.fedlora.sweep.Axis;
import io.fedlora.sweep.Combination;
import io.fedlora.sweep.RunFigures;
import io.fedlora.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A sweep's combinations side by side, for people to read.
 *
 * @param plan of the sweep
 * @param combinations a line each
 */
record SweepTable(SweepPlan plan, List<Combination> combinations) {
  private static final String NONE = "–";

  /** In aligned columns. */
  Table table() {
    Table table = new Table();
    List<String> titles = titles();
    for (int i = 0; i < titles.size(); i++) {
      if (i < words()) {
        table.words(titles.get(i));
      } else {
        table.figures(titles.get(i));
      }
    }
    rows().forEach(table::row);
    return table;
  }

  /** An object a combination, figures in plain units with their deviations over seeds. */
  List<Map<String, Object>> objects() {
    return combinations.stream().map(this::object).toList();
  }

  private Map<String, Object> object(Combination one) {
    Map<String, Object> object = new LinkedHashMap<>(one.point().values());
    one.tuned().ifPresent(tuned -> object.putAll(tuned.values()));
    object.put("runs", one.finished().size());
    object.put("failed", one.runs().size() - one.finished().size());
    object.put("metricName", metricName());
    put(object, one, "metric", RunFigures::metric);
    put(object, one, "worst", RunFigures::worst);
    put(object, one, "afterLocal", RunFigures::afterLocal);
    put(object, one, "loss", RunFigures::loss);
    put(object, one, "upBytes", RunFigures::upBytes);
    put(object, one, "downBytes", RunFigures::downBytes);
    put(object, one, "flops", RunFigures::flops);
    put(object, one, "virtualSeconds", RunFigures::virtualSeconds);
    put(object, one, "hypergradientRatio", RunFigures::hypergradientRatio);
    object.put("error", one.error());
    return object;
  }

  private static void put(
      Map<String, Object> object,
      Combination one,
      String name,
      ToDoubleFunction<RunFigures> figure) {
    object.put(name, one.mean(figure));
    object.put(name + "Deviation", one.deviation(figure));
  }

  /** The same in Markdown. */
  String markdown() {
    List<String> titles = titles();
    StringBuilder text = new StringBuilder();
    append(text, titles);
    List<String> rule = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      rule.add(i < words() ? "---" : "---:");
    }
    append(text, rule);
    rows().forEach(row -> append(text, row));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> cells) {
    text.append(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private int words() {
    return plan.over().size() + plan.tune().size();
  }

  private List<String> titles() {
    List<String> titles = new ArrayList<>();
    plan.over().forEach(axis -> titles.add(title(axis)));
    plan.tune().forEach(axis -> titles.add("chosen " + title(axis)));
    titles.add("runs");
    titles.add(metricName());
    titles.add("worst client");
    titles.add("after local");
    titles.add("up");
    titles.add("down");
    titles.add("FLOP");
    titles.add("virtual time");
    if (hasRatio()) {
      titles.add("‖αHVP‖/‖p‖");
    }
    return titles;
  }

  /** The last word of a key, or all of it where another key has the same. */
  private String title(Axis axis) {
    String word = word(axis);
    List<Axis> all = new ArrayList<>(plan.over());
    all.addAll(plan.tune());
    String title =
        all.stream().filter(one -> word(one).equals(word)).count() > 1 ? axis.key() : word;
    return axis.key().equals("method.name") ? "method" : title;
  }

  private static String word(Axis axis) {
    return axis.key().substring(axis.key().lastIndexOf('.') + 1);
  }

  private String metricName() {
    return combinations.stream()
        .flatMap(one -> one.finished().stream())
        .map(RunFigures::metricName)
        .findFirst()
        .orElse("metric");
  }

  private boolean hasRatio() {
    return combinations.stream()
        .anyMatch(one -> !Double.isNaN(one.mean(RunFigures::hypergradientRatio)));
  }

  private List<List<String>> rows() {
    return combinations.stream().map(this::row).toList();
  }

  private List<String> row(Combination one) {
    List<String> cells = new ArrayList<>();
    plan.over().forEach(axis -> cells.add(one.point().values().getOrDefault(axis.key(), NONE)));
    plan.tune()
        .forEach(
            axis ->
                cells.add(one.tuned().map(tuned -> tuned.values().get(axis.key())).orElse(NONE)));
    int finished = one.finished().size();
    int asked = plan.seeds().size();
    cells.add(finished == asked ? String.valueOf(finished) : finished + " of " + asked);
    cells.add(score(one, RunFigures::metric));
    cells.add(score(one, RunFigures::worst));
    cells.add(score(one, RunFigures::afterLocal));
    cells.add(figure(finished, Figures.bytes(one.mean(RunFigures::upBytes))));
    cells.add(figure(finished, Figures.bytes(one.mean(RunFigures::downBytes))));
    cells.add(figure(finished, Figures.thousands(one.mean(RunFigures::flops), "FLOP")));
    cells.add(figure(finished, Figures.seconds(one.mean(RunFigures::virtualSeconds))));
    if (hasRatio()) {
      double ratio = one.mean(RunFigures::hypergradientRatio);
      cells.add(Double.isNaN(ratio) ? NONE : String.format(java.util.Locale.ROOT, "%.2e", ratio));
    }
    return cells;
  }

  private static String figure(int finished, String words) {
    return finished == 0 ? NONE : words;
  }

  private static String score(Combination one, ToDoubleFunction<RunFigures> figure) {
    double deviation = one.deviation(figure);
    return Figures.score(one.mean(figure))
        + (Double.isNaN(deviation) ? "" : " ± " + Figures.score(deviation));
  }
}
