package io.fedlora.cli;

import io.fedlora.journal.Ledger;
import io.fedlora.report.ClientTally.Fate;
import io.fedlora.report.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a run prints at its end: what happened to each client, and what the run came to.
 *
 * @param shell where to
 * @param summary of the run
 * @param fates by client
 * @param folder of the run
 */
record Outcome(Shell shell, Summary summary, SortedMap<Integer, Fate> fates, Path folder) {
  private static final String NONE = "–";

  void print() {
    PrintWriter out = shell.out();
    out.println();
    List<String> lines = table().lines(shell.outWidth());
    out.println(shell.outPaint().strong(lines.get(0)));
    lines.subList(1, lines.size()).forEach(out::println);
    out.println();
    line("method", summary.method() + ", seed " + summary.seed() + ", " + rounds());
    line(summary.metricName(), shell.outPaint().strong(metric()));
    line("after local", Figures.score(summary.meanAfterLocal()) + " mean, before the last merge");
    summary
        .majority()
        .ifPresent(score -> line("majority", Figures.score(score) + " by most frequent label"));
    line("loss", Figures.score(summary.loss()));
    line("updates", updates());
    line("traffic", traffic());
    line("compute", compute());
    line("time", time());
    line("fingerprint", summary.fingerprint());
    line("folder", folder.toString());
    out.flush();
  }

  private void line(String name, String text) {
    shell.out().println(shell.outPaint().faint(String.format("%-13s", name)) + text);
  }

  private String rounds() {
    return summary.rounds() + (summary.rounds() == 1 ? " round" : " rounds");
  }

  private Table table() {
    Table table =
        new Table()
            .figures("client")
            .words("group")
            .figures("texts")
            .figures("asked")
            .figures("merged")
            .countsIfAny("late")
            .countsIfAny("lost")
            .countsIfAny("rejected")
            .countsIfAny("cancelled")
            .countsIfAny("away")
            .figures(summary.metricName())
            .figures("after local")
            .figures("rank");
    int clients = Math.max(summary.metric().size(), fates.isEmpty() ? 0 : fates.lastKey() + 1);
    for (int client = 0; client < clients; client++) {
      table.row(row(client));
    }
    return table;
  }

  private List<String> row(int client) {
    Fate fate = fates.get(client);
    String merged =
        fate == null
            ? NONE
            : fate.merged() + (fate.mergedLate() == 0 ? "" : " (" + fate.mergedLate() + " late)");
    return List.of(
        String.valueOf(client),
        fate == null ? NONE : fate.group(),
        fate == null ? NONE : String.valueOf(fate.train()),
        fate == null ? NONE : String.valueOf(fate.requested()),
        merged,
        fate == null ? NONE : String.valueOf(fate.late()),
        fate == null ? NONE : String.valueOf(fate.lost()),
        fate == null ? NONE : String.valueOf(fate.rejected()),
        fate == null ? NONE : String.valueOf(fate.cancelled()),
        fate == null ? NONE : String.valueOf(fate.timesAway()),
        client < summary.metric().size() ? Figures.score(summary.metric().get(client)) : NONE,
        afterLocal(client),
        client < summary.ranks().size() ? String.valueOf(summary.ranks().get(client)) : NONE);
  }

  private String afterLocal(int client) {
    List<Optional<Double>> all = summary.afterLocal();
    return client < all.size() ? all.get(client).map(Figures::score).orElse(NONE) : NONE;
  }

  private String metric() {
    List<Double> all = summary.metric();
    return Figures.score(summary.meanMetric())
        + " mean, "
        + Figures.score(all.stream().min(Double::compare).orElse(Double.NaN))
        + " lowest, "
        + Figures.score(all.stream().max(Double::compare).orElse(Double.NaN))
        + " highest";
  }

  private String updates() {
    Ledger.Counts counts = summary.updates();
    return counts.requested()
        + " asked for: "
        + counts.merged()
        + " merged ("
        + counts.mergedLate()
        + " of them late), "
        + counts.late()
        + " late, "
        + counts.lost()
        + " lost, "
        + counts.rejected()
        + " rejected, "
        + counts.cancelled()
        + " cancelled";
  }

  private String traffic() {
    Summary.Traffic traffic = summary.traffic();
    return Figures.bytes(traffic.upBytes())
        + " up, "
        + Figures.bytes(traffic.downBytes())
        + " down";
  }

  private String compute() {
    Summary.Compute compute = summary.compute();
    return Figures.whole(compute.steps())
        + " steps, "
        + Figures.whole(compute.tokens())
        + " tokens, "
        + Figures.thousands(compute.flops(), "FLOP");
  }

  private String time() {
    return Figures.seconds(summary.virtualSeconds())
        + " virtual, "
        + Figures.seconds(summary.wallSeconds())
        + " real";
  }
}
