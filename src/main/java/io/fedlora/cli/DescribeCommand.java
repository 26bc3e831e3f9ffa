package io.fedlora.cli;

import io.fedlora.corpus.Population;
import io.fedlora.corpus.Section;
import io.fedlora.corpus.Shard;
import io.fedlora.journal.Json;
import io.fedlora.run.ScenarioRun;
import io.fedlora.scenario.Scenario;
import io.fedlora.world.Availability;
import io.fedlora.world.Profile;
import io.fedlora.world.Windows;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedlora describe}. */
@Command(
    name = "describe",
    description = "Shows the clients before anything is trained: texts, labels, speed, links.",
    footer = {
      "",
      "Examples:",
      "  fedlora describe scenarios/quickstart.conf",
      "  fedlora describe scenarios/quickstart.conf partition.heterogeneity=0.9"
    })
final class DescribeCommand implements Callable<Integer> {
  private static final int LABELS_SHOWN = 3;
  private static final long DAY = 86_400_000_000_000L;

  private final Shell shell;

  @Mixin private ScenarioArguments arguments = new ScenarioArguments();

  @Option(names = "--json", description = "Print an array with an object a client.")
  private boolean json;

  DescribeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ScenarioRun run = new ScenarioRun(arguments.load());
    Scenario scenario = run.scenario();
    Population population = run.population();
    PrintWriter out = shell.out();
    if (json) {
      out.println(
          Json.of(IntStream.range(0, population.clients()).mapToObj(k -> object(run, k)).toList()));
      out.flush();
      return ExitStatus.DONE;
    }
    String heading =
        "%s: %s on %s, %s from %s over %d clients (%s), %d labels, scored by %s"
            .formatted(
                scenario.name(),
                scenario.method().name(),
                scenario.foundation().model(),
                Figures.whole(population.table().size()) + " texts",
                scenario.corpus().source(),
                population.clients(),
                scenario.partition().kind(),
                population.labels().size(),
                population.metric().name());
    Table.broken(heading, shell.outWidth()).forEach(out::println);
    out.println();
    table(run).print(shell);
    out.flush();
    return ExitStatus.DONE;
  }

  private static Map<String, Object> object(ScenarioRun run, int client) {
    Shard shard = run.population().shards().get(client);
    Profile profile = run.fleet().profile(run.trainerOf(client));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("client", client);
    object.put("group", profile.group());
    object.put("behaviour", profile.behaviour());
    object.put("train", shard.train().length);
    object.put("validation", shard.validation().length);
    object.put("test", shard.test().length);
    object.put("flopsPerSecond", profile.speed());
    object.put("upBytesPerSecond", profile.up());
    object.put("downBytesPerSecond", profile.down());
    object.put("latencySeconds", profile.latency() / 1e9);
    object.put("dropout", profile.dropout());
    object.put("there", there(profile.availability()));
    int[] counts = run.population().labelCounts(client, Section.TRAIN);
    Map<String, Object> labels = new LinkedHashMap<>();
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] > 0) {
        labels.put(run.population().labels().get(label), counts[label]);
      }
    }
    object.put("labels", labels);
    return object;
  }

  private static Table table(ScenarioRun run) {
    Table table =
        new Table()
            .figures("client")
            .words("group")
            .words("behaviour")
            .figures("train")
            .countsIfAny("validation")
            .figures("test")
            .figures("speed")
            .figures("up")
            .figures("down")
            .figures("latency")
            .figures("dropout")
            .words("there")
            .words("labels");
    for (int client = 0; client < run.population().clients(); client++) {
      Shard shard = run.population().shards().get(client);
      Profile profile = run.fleet().profile(run.trainerOf(client));
      table.row(
          List.of(
              String.valueOf(client),
              profile.group(),
              profile.behaviour(),
              String.valueOf(shard.train().length),
              String.valueOf(shard.validation().length),
              String.valueOf(shard.test().length),
              Figures.thousands(profile.speed(), "FLOP/s"),
              Figures.bytes(profile.up()) + "/s",
              Figures.bytes(profile.down()) + "/s",
              Figures.seconds(profile.latency() / 1e9),
              Figures.score(profile.dropout()),
              there(profile.availability()),
              labels(run.population(), client)));
    }
    return table;
  }

  private static String there(Availability availability) {
    if (availability == Availability.ALWAYS) {
      return "always";
    }
    if (!(availability instanceof Windows windows)) {
      return Math.round(100 * shareOfFirstDay(availability)) + "% of day 1";
    }
    return windows.windows().stream()
            .map(w -> Figures.seconds(w.from() / 1e9) + "-" + Figures.seconds(w.to() / 1e9))
            .collect(Collectors.joining(", "))
        + " of "
        + Figures.seconds(windows.period() / 1e9);
  }

  private static double shareOfFirstDay(Availability availability) {
    double open = 0;
    for (long at = 0; at < DAY; ) {
      long next = Math.min(DAY, availability.nextChange(at));
      open += availability.isOpen(at) ? next - at : 0;
      at = next;
    }
    return open / DAY;
  }

  private static String labels(Population population, int client) {
    int[] counts = population.labelCounts(client, Section.TRAIN);
    List<Integer> present =
        IntStream.range(0, counts.length)
            .filter(label -> counts[label] > 0)
            .boxed()
            .sorted(Comparator.comparing((Integer label) -> -counts[label]))
            .toList();
    String most =
        present.stream()
            .limit(LABELS_SHOWN)
            .map(label -> population.labels().get(label) + " " + counts[label])
            .collect(Collectors.joining(", "));
    int others = present.size() - LABELS_SHOWN;
    if (others <= 0) {
      return most;
    }
    int texts = present.stream().skip(LABELS_SHOWN).mapToInt(label -> counts[label]).sum();
    return others == 1
        ? most + ", " + population.labels().get(present.get(LABELS_SHOWN)) + " " + texts
        : most + ", " + texts + " of " + others + " others";
  }
}
