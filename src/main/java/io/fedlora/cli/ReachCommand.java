package io.fedlora.cli;

import io.fedlora.journal.Json;
import io.fedlora.report.page.RunPlace;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Scores;
import io.fedlora.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedlora reach}. */
@Command(
    name = "reach",
    description = {
      "Prints when runs first reached a score, in virtual time.",
      "The score is the mean over their clients, after the merge that closed a round. Rounds that"
          + " were not scored are passed over."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  fedlora reach runs/synchronous runs/buffered --scores 0.65,0.70,0.75",
      "      compares how long two ways of collecting take to the same quality",
      "  fedlora reach runs/* --scores 0.7 --json"
    })
final class ReachCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A run folder.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--scores",
      paramLabel = "X",
      split = ",",
      required = true,
      description = "Scores to reach, as 0.65,0.7.")
  private List<String> scores = new ArrayList<>();

  @Option(names = "--json", description = "Print an array with an object a run.")
  private boolean json;

  private String metric = "";

  ReachCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    scores.forEach(ReachCommand::number);
    if (json) {
      shell.out().println(Json.of(folders.stream().map(one -> object(one, read(one))).toList()));
      shell.out().flush();
      return ExitStatus.DONE;
    }
    Table table = new Table().words("run").words("collection").figures("seed");
    scores.forEach(score -> table.figures("to " + score.strip()));
    table.figures("best").figures("time");
    List<String> names = RunPlace.names(folders);
    for (int run = 0; run < names.size(); run++) {
      table.row(row(names.get(run), read(folders.get(run))));
    }
    table.print(shell);
    shell.out().flush();
    return ExitStatus.DONE;
  }

  private static double number(String score) {
    double number = Double.NaN;
    try {
      number = Double.parseDouble(score.strip());
    } catch (NumberFormatException e) {
      // Told of below, like what is no finite number.
    }
    if (!Double.isFinite(number)) {
      throw new ScenarioException(
          "--scores: '" + score + "' is no number; write for example 0.65,0.7");
    }
    return number;
  }

  /** A score of one metric says nothing of another's: accuracy rises, and loss falls. */
  private RunReading read(Path folder) {
    RunReading run = RunReading.of(folder);
    if (metric.isEmpty()) {
      metric = run.metricName();
    } else if (!metric.equals(run.metricName())) {
      throw new ScenarioException(
          "%s is scored by %s, %s by %s; give runs of one metric"
              .formatted(folders.get(0), metric, folder, run.metricName()));
    }
    return run;
  }

  private Map<String, Object> object(Path folder, RunReading run) {
    List<Scores.Round> rounds = run.scores().rounds();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("folder", folder.toString());
    object.put("collection", run.scenario().getOrDefault("server.collection", ""));
    object.put("seed", Long.parseLong(run.scenario().getOrDefault("seed", "0")));
    object.put("metric", run.metricName());
    List<Map<String, Object>> reached = new ArrayList<>();
    for (String asked : scores) {
      double score = number(asked);
      Optional<Scores.Round> first = run.scores().reaching(score, run.isHigherBetter());
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("score", score);
      one.put("round", first.map(Scores.Round::round));
      one.put("virtualSeconds", first.map(round -> round.time() / 1e9));
      reached.add(one);
    }
    object.put("reached", reached);
    object.put("ended", run.ending().isPresent());
    object.put("best", run.scores().best(run.isHigherBetter()));
    object.put(
        "virtualSeconds",
        rounds.isEmpty() ? Double.NaN : rounds.get(rounds.size() - 1).time() / 1e9);
    return object;
  }

  private List<String> row(String name, RunReading run) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(run.scenario().getOrDefault("server.collection", ""));
    cells.add(run.scenario().getOrDefault("seed", ""));
    Scores read = run.scores();
    for (String score : scores) {
      cells.add(
          read.reaching(number(score), run.isHigherBetter())
              .map(round -> seconds(round.time()))
              .orElse("–"));
    }
    cells.add(Figures.score(read.best(run.isHigherBetter())));
    int rounds = read.rounds().size();
    String open = run.ending().isPresent() ? "" : ", not ended";
    cells.add((rounds == 0 ? "–" : seconds(read.rounds().get(rounds - 1).time())) + open);
    return cells;
  }

  private static String seconds(long nanos) {
    return Figures.seconds(nanos / 1e9);
  }
}
