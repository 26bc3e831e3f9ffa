package io.fedlora.cli;

import io.fedlora.cli.CostsCommand.CostRow;
import io.fedlora.cost.MethodCost;
import io.fedlora.cost.PublishedCost;
import io.fedlora.cost.RequestCost;
import io.fedlora.cost.Spread;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.StepCost;
import io.fedlora.journal.Json;
import io.fedlora.scenario.CostSettings.Batches;
import io.fedlora.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Costs as tables and as JSON.
 *
 * @param scenario whose methods are counted
 * @param architecture of its model
 * @param rows a method each
 */
record CostReport(Scenario scenario, Architecture architecture, List<CostRow> rows) {
  private static final String NONE = "–";
  private static final int USUAL_WIDTH = 85;

  /** The tables, none of whose lines is longer than the width. */
  List<String> lines(int width, Paint paint) {
    List<String> lines = new ArrayList<>(Table.broken(heading(), width));
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("Parameters of a client, the head apart (mean over clients):", parameters());
    tables.put("Bytes of wire records:", bytes());
    tables.put("FLOPs, counted (matrix products):", flops());
    tables.forEach(
        (title, table) -> {
          lines.add("");
          lines.addAll(Table.broken(title, width));
          lines.addAll(table.lines(width, paint));
        });
    if (scenario.costs().reference()) {
      lines.add("");
      lines.addAll(
          Table.broken(
              "reported: by PF2LoRA's authors, for a round on GLUE with RoBERTa-base on 8 RTX A6000"
                  + " (Table 22 of the paper's revision); how its second-order term was computed is"
                  + " not",
              Math.min(width, USUAL_WIDTH)));
    }
    return lines;
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "%s: %s, %d layers of width %d; %d clients, %d round%s, %d steps of %d texts%s",
        scenario.name(),
        model(),
        architecture.layers(),
        architecture.width(),
        scenario.clients(),
        scenario.rounds(),
        scenario.rounds() == 1 ? "" : "s",
        scenario.local().steps(),
        scenario.local().batchSize(),
        isPadded() ? ", all padded to " + scenario.local().maxLength() + " tokens" : "");
  }

  private String model() {
    String model = scenario.foundation().model();
    return model.substring(Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')) + 1);
  }

  private boolean isPadded() {
    return scenario.costs().batches() == Batches.PADDED;
  }

  private Table parameters() {
    Table table =
        new Table()
            .words("method")
            .figures("trained")
            .figures("private")
            .figures("sent up")
            .figures("up, least")
            .figures("up, most")
            .figures("sent down")
            .figures("head");
    if (scenario.costs().reference()) {
      table.figures("reported");
    }
    for (CostRow row : rows) {
      MethodCost cost = row.cost();
      Spread up = cost.spread(one -> one.up().adapter());
      List<String> cells = new ArrayList<>();
      cells.add(row.label());
      cells.add(mean(cost, one -> one.trained().adapter()));
      cells.add(mean(cost, one -> one.kept().adapter()));
      cells.add(whole(up.mean()));
      cells.add(whole(up.min()));
      cells.add(whole(up.max()));
      cells.add(mean(cost, one -> one.down().adapter()));
      cells.add(mean(cost, one -> one.trained().head()));
      published(row, cells, PublishedCost::parameters);
      table.row(cells);
    }
    return table;
  }

  private Table bytes() {
    Table table =
        new Table()
            .words("method")
            .figures("up a client")
            .figures("down a client")
            .figures("up a round")
            .figures("down a round")
            .figures("up in all")
            .figures("down in all");
    for (CostRow row : rows) {
      MethodCost cost = row.cost();
      table.row(
          List.of(
              row.label(),
              mean(cost, RequestCost::upBytes),
              mean(cost, RequestCost::downBytes),
              whole(cost.round(RequestCost::upBytes)),
              whole(cost.round(RequestCost::downBytes)),
              Figures.whole(cost.sum(RequestCost::upBytes)),
              Figures.whole(cost.sum(RequestCost::downBytes))));
    }
    return table;
  }

  private Table flops() {
    Table table =
        new Table()
            .words("method")
            .figures("forward")
            .figures("backward")
            .figures("second order")
            .figures("a step")
            .figures("a round")
            .figures("in all")
            .figures("× homlora");
    if (scenario.costs().reference()) {
      table.figures("reported");
    }
    for (CostRow row : rows) {
      MethodCost cost = row.cost();
      StepCost work = cost.work();
      List<String> cells = new ArrayList<>();
      cells.add(row.label());
      cells.add(step(cost, work.forward()));
      cells.add(step(cost, work.backward()));
      cells.add(step(cost, work.secondOrder()));
      cells.add(step(cost, work.total()));
      cells.add(Figures.digits((double) work.total() / cost.rounds(), "FLOP"));
      cells.add(Figures.digits(cost.flops(), "FLOP"));
      cells.add(
          row.unit() == null
              ? NONE
              : String.format(Locale.ROOT, "%.3f", cost.multipleOf(row.unit())));
      published(row, cells, one -> String.format(Locale.ROOT, "%.2f TFLOP", one.teraFlops()));
      table.row(cells);
    }
    return table;
  }

  private static String step(MethodCost cost, long sum) {
    return Figures.digits((double) sum / Math.max(1, cost.steps()), "FLOP");
  }

  private void published(
      CostRow row, List<String> cells, java.util.function.Function<PublishedCost, String> figure) {
    if (scenario.costs().reference()) {
      cells.add(PublishedCost.of(row.method()).map(figure).orElse(NONE));
    }
  }

  private static String mean(MethodCost cost, ToDoubleFunction<RequestCost> figure) {
    return whole(cost.spread(figure).mean());
  }

  private static String whole(double value) {
    return Figures.whole(Math.round(value));
  }

  /** Every figure. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("scenario", scenario.name());
    all.put("foundation", model());
    all.put("padded", isPadded());
    all.put("clients", scenario.clients());
    all.put("rounds", scenario.rounds());
    all.put("methods", rows.stream().map(this::object).toList());
    return Json.of(all);
  }

  private Map<String, Object> object(CostRow row) {
    MethodCost cost = row.cost();
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("trained", spread(cost, one -> one.trained().adapter()));
    parameters.put("private", spread(cost, one -> one.kept().adapter()));
    parameters.put("up", spread(cost, one -> one.up().adapter()));
    parameters.put("down", spread(cost, one -> one.down().adapter()));
    parameters.put("head", spread(cost, one -> one.trained().head()));
    parameters.put("headUp", spread(cost, one -> one.up().head()));
    parameters.put("upInAll", cost.sum(one -> one.up().all()));
    parameters.put("downInAll", cost.sum(one -> one.down().all()));
    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("upPerClient", spread(cost, RequestCost::upBytes));
    bytes.put("downPerClient", spread(cost, RequestCost::downBytes));
    bytes.put("upPerRound", cost.round(RequestCost::upBytes));
    bytes.put("downPerRound", cost.round(RequestCost::downBytes));
    bytes.put("upInAll", cost.sum(RequestCost::upBytes));
    bytes.put("downInAll", cost.sum(RequestCost::downBytes));
    StepCost work = cost.work();
    Map<String, Object> flops = new LinkedHashMap<>();
    flops.put("perStep", flops(work, Math.max(1, cost.steps())));
    flops.put("perRound", flops(work, cost.rounds()));
    flops.put("steps", flops(work, 1));
    flops.put("frozen", cost.sum(RequestCost::frozen));
    flops.put("inAll", cost.flops());
    flops.put("timesHomlora", row.unit() == null ? null : cost.multipleOf(row.unit()));
    Optional<PublishedCost> published = PublishedCost.of(row.method());
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("method", row.method());
    object.put("label", row.label());
    object.put("steps", cost.steps());
    object.put("parameters", parameters);
    object.put("bytes", bytes);
    object.put("flops", flops);
    if (scenario.costs().reference()) {
      object.put("reportedParameters", published.map(PublishedCost::parameters));
      object.put("reportedTeraFlops", published.map(PublishedCost::teraFlops));
    }
    return object;
  }

  private static Map<String, Object> spread(MethodCost cost, ToDoubleFunction<RequestCost> figure) {
    Spread spread = cost.spread(figure);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("mean", spread.mean());
    object.put("min", spread.min());
    object.put("max", spread.max());
    return object;
  }

  private static Map<String, Object> flops(StepCost work, long by) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("forward", (double) work.forward() / by);
    object.put("backward", (double) work.backward() / by);
    object.put("secondOrder", (double) work.secondOrder() / by);
    object.put("total", (double) work.total() / by);
    return object;
  }
}
