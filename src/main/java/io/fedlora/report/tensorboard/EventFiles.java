package io.fedlora.report.tensorboard;

import com.google.gson.JsonObject;
import io.fedlora.file.WholeFile;
import io.fedlora.report.reading.Ending;
import io.fedlora.report.reading.GrowingLines;
import io.fedlora.scenario.ScenarioValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The folder {@code tensorboard} of a run: event files of the run and of its clients. */
public final class EventFiles {
  /** Clients with a file of their own; of more, so many evenly spaced ones have one. */
  static final int MOST_CLIENTS = 100;

  private static final String FOLDER = "tensorboard";
  private static final String NAME = "events.out.tfevents.0.fedlora";

  private EventFiles() {}

  /**
   * Writes the files of a run as far as it has come; earlier ones are replaced.
   *
   * @return the folder {@code tensorboard}
   * @throws io.fedlora.scenario.ScenarioException if the scenario cannot be read
   * @throws io.fedlora.file.UnreadableFileException if a metrics file is damaged
   */
  public static Path write(Path run) {
    SortedMap<String, String> scenario = ScenarioValues.read(run.resolve("scenario.conf"));
    ClientLogs clients = new ClientLogs(count(scenario.getOrDefault("clients", "")), MOST_CLIENTS);
    new GrowingLines(run.resolve("clients.jsonl")).read(clients::add);
    List<Integer> ranks =
        Ending.read(run.resolve("summary.json")).map(Ending::ranks).orElse(List.of());
    EventLog rounds = new EventLog();
    SortedMap<Long, Map<String, Histogram>> spreads = clients.histograms();
    JsonObject[] last = new JsonObject[1];
    new GrowingLines(run.resolve("rounds.jsonl"))
        .read(
            line -> {
              rounds.line(line);
              spreads
                  .getOrDefault(EventLog.step(line), Map.of())
                  .forEach((name, values) -> histogram(rounds, line, name, values));
              last[0] = line;
            });
    if (last[0] != null && !ranks.isEmpty()) {
      histogram(rounds, last[0], "rank", Histogram.whole(ranks));
    }
    Path folder = run.resolve(FOLDER);
    store(folder, rounds);
    clients.logs().forEach((client, log) -> store(folder.resolve("client-" + client), log));
    return folder;
  }

  private static void histogram(EventLog log, JsonObject line, String name, Histogram values) {
    log.histogram(EventLog.time(line), EventLog.step(line), "clients/" + name, values);
  }

  private static int count(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 1;
  }

  private static void store(Path folder, EventLog log) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be made: " + e.getMessage(), e);
    }
    WholeFile.write(folder.resolve(NAME), log.bytes());
  }
}
