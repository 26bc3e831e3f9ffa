package io.fedlora.cli;

import io.fedlora.corpus.Metric;
import io.fedlora.journal.Ledger;
import io.fedlora.report.ClientTally;
import io.fedlora.report.ClientTally.Fate;
import io.fedlora.report.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What a run prints at its end: what happened to each client, and what the run came to.
 *
 * @param shell where to
 * @param summary of the run
 * @param tally what happened to each client
 * @param folder of the run
 */
record Outcome(Shell shell, Summary summary, ClientTally tally, Path folder) {
  private static final String NONE = "–";
  private static final int NAMES = 13;

  /** Of more clients than that, groups and the worst are shown. */
  private static final int MOST_ROWS = 40;

  private static final int SHOWN = 10;

  private SortedMap<Integer, Fate> fates() {
    return tally.fates();
  }

  void print() {
    PrintWriter out = shell.out();
    out.println();
    if (clients() <= MOST_ROWS) {
      table(IntStream.range(0, clients()).boxed().toList()).print(shell);
    } else {
      groups().print(shell);
      out.println();
      out.println("the " + SHOWN + " worst; report.html and clients.jsonl have all:");
      table(worst()).print(shell);
    }
    out.println();
    line("method", summary.method() + ", seed " + summary.seed() + ", " + rounds());
    line(summary.metricName(), metric(), shell.outPaint()::strong);
    line("after local", Figures.score(summary.meanAfterLocal()) + " mean, before the last merge");
    summary
        .majority()
        .ifPresent(score -> line("majority", Figures.score(score) + " by most frequent label"));
    line("loss", Figures.score(summary.loss()));
    line("updates", updates());
    whyNothing().ifPresent(text -> line("", text, shell.outPaint()::yellow));
    line("traffic", traffic());
    line("compute", compute());
    line("time", time());
    line("fingerprint", summary.fingerprint());
    line("folder", folder.toString());
    out.flush();
  }

  private void line(String name, String text) {
    line(name, text, UnaryOperator.identity());
  }

  private void line(String name, String text, UnaryOperator<String> painted) {
    String start = shell.outPaint().faint(String.format("%-" + NAMES + "s", name));
    for (String part : Table.broken(text, shell.outWidth() - NAMES)) {
      shell.out().println(start + painted.apply(part));
      start = " ".repeat(NAMES);
    }
  }

  private String rounds() {
    return summary.rounds() + (summary.rounds() == 1 ? " round" : " rounds");
  }

  private int clients() {
    return Math.max(summary.metric().size(), fates().isEmpty() ? 0 : fates().lastKey() + 1);
  }

  private List<Integer> worst() {
    List<Double> scores = summary.metric();
    Comparator<Integer> byScore = Comparator.comparingDouble(scores::get);
    return IntStream.range(0, scores.size())
        .boxed()
        .sorted(Metric.isHigherBetter(summary.metricName()) ? byScore : byScore.reversed())
        .limit(SHOWN)
        .toList();
  }

  /** Sums over the clients of each group, and the means of their scores. */
  private Table groups() {
    SortedMap<String, List<Integer>> members = new TreeMap<>();
    fates()
        .forEach(
            (client, fate) ->
                members.computeIfAbsent(fate.group(), group -> new ArrayList<>()).add(client));
    Table table =
        new Table()
            .words("group")
            .figures("clients")
            .figures("asked")
            .figures("merged")
            .countsIfAny("late")
            .countsIfAny("lost")
            .countsIfAny("rejected")
            .countsIfAny("cancelled")
            .countsIfAny("away")
            .figures(summary.metricName())
            .figures("lowest")
            .figures("highest");
    members.forEach(
        (group, clients) -> {
          DoubleSummaryStatistics scores =
              clients.stream()
                  .filter(client -> client < summary.metric().size())
                  .mapToDouble(summary.metric()::get)
                  .summaryStatistics();
          table.row(
              List.of(
                  group,
                  Figures.whole(clients.size()),
                  sum(clients, Fate::requested),
                  sum(clients, Fate::merged),
                  sum(clients, Fate::late),
                  sum(clients, Fate::lost),
                  sum(clients, Fate::rejected),
                  sum(clients, Fate::cancelled),
                  sum(clients, Fate::timesAway),
                  scores.getCount() == 0 ? NONE : Figures.score(scores.getAverage()),
                  scores.getCount() == 0 ? NONE : Figures.score(scores.getMin()),
                  scores.getCount() == 0 ? NONE : Figures.score(scores.getMax())));
        });
    return table;
  }

  private String sum(List<Integer> clients, ToIntFunction<Fate> count) {
    return Figures.whole(
        clients.stream().mapToInt(c -> count.applyAsInt(fates().get(c))).asLongStream().sum());
  }

  private Table table(List<Integer> clients) {
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
    clients.forEach(client -> table.row(row(client)));
    return table;
  }

  private List<String> row(int client) {
    Fate fate = fates().get(client);
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

  /** Scores that no update has moved are easily taken for a result. */
  private Optional<String> whyNothing() {
    Ledger.Counts counts = summary.updates();
    if (counts.merged() > 0 || counts.requested() == 0) {
      return Optional.empty();
    }
    String commonest =
        tally.unmerged().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    long times = tally.unmerged().getOrDefault(commonest, 0L);
    return Optional.of(
        "nothing was merged: %d of %d requests %s; %s"
            .formatted(times, counts.requested(), commonest, remedy(commonest)));
  }

  private static String remedy(String commonest) {
    return switch (commonest) {
      case "late", "lost (out-of-time)" ->
          "raise server.deadline or server.work-limit, or the speed of the fleet, which fedlora"
              + " describe shows";
      case "cancelled (open-at-the-end)" ->
          "the run was over before they were answered: raise server.deadline or rounds, or the speed"
              + " of the fleet";
      case "cancelled (quorum-missed)" -> "lower server.quorum, or raise server.deadline";
      case "rejected" -> "update-rejected in events.jsonl says why";
      default -> "report.html shows when, and what befell the clients";
    };
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
