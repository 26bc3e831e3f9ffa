package io.fedlora.report.reading;

import io.fedlora.corpus.Metric;
import io.fedlora.file.UnreadableFileException;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A run folder as far as it has been read; it can be read on while the run goes on. */
public final class RunReading {
  private final Path folder;
  private final SortedMap<String, String> scenario;
  private final Story story = new Story();
  private final Scores scores = new Scores();
  private final GrowingLines events;
  private final GrowingLines rounds;
  private final GrowingLines clients;
  private Optional<Ending> ending = Optional.empty();
  private @Nullable Spectra spectra;

  private RunReading(Path folder) {
    this.folder = folder;
    this.scenario = ScenarioValues.read(folder.resolve("scenario.conf"));
    this.events = new GrowingLines(folder.resolve("events.jsonl"));
    this.rounds = new GrowingLines(folder.resolve("rounds.jsonl"));
    this.clients = new GrowingLines(folder.resolve("clients.jsonl"));
  }

  /**
   * Opens a run folder and reads what is in it.
   *
   * @throws ScenarioException if it is no run folder
   * @throws UnreadableFileException if a file of it is damaged
   */
  public static RunReading of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw bad(folder, Files.exists(folder) ? "is not a folder" : "no such folder");
    }
    for (String file : new String[] {"scenario.conf", "events.jsonl"}) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw bad(folder, "is no run folder: it has no " + file);
      }
    }
    RunReading reading = new RunReading(folder);
    reading.readOn();
    reading.requireWhole();
    return reading;
  }

  private static final String WHOLE =
      "; copy the folder anew from where it is whole, or run the scenario again";

  /**
   * Journal and metrics are closed before the summary is written, so beside one they are whole or
   * cut off.
   */
  private void requireWhole() {
    if (!ending.map(Ending::isCompleted).orElse(false)) {
      return;
    }
    // The run may have ended since the journal was read.
    readOn();
    if (!story.isComplete()) {
      throw new UnreadableFileException(
          folder.resolve("events.jsonl"),
          "is cut off: summary.json says completed, but there is no run-completed" + WHOLE);
    }
    int lines = scores.rounds().size();
    long closed = story.rounds().values().stream().filter(round -> round.closed() >= 0).count();
    if (lines < closed) {
      throw new UnreadableFileException(
          folder.resolve("rounds.jsonl"),
          "has %d rounds, events.jsonl has %d".formatted(lines, closed) + WHOLE);
    }
  }

  private static ScenarioException bad(Path folder, String problem) {
    return new ScenarioException(
        folder + ": " + problem + "; name a folder that a run was written to");
  }

  /**
   * Reads what has been written since.
   *
   * @return whether there was anything
   */
  public boolean readOn() {
    boolean more = events.read(story::add);
    more |= rounds.read(scores::addRound);
    more |= clients.read(scores::addClient);
    if (ending.isEmpty()) {
      ending = Ending.read(folder.resolve("summary.json"));
      more |= ending.isPresent();
    }
    return more;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** The resolved scenario's values by key. */
  public SortedMap<String, String> scenario() {
    return scenario;
  }

  /** What the journal tells. */
  public Story story() {
    return story;
  }

  /** What the metrics files tell. */
  public Scores scores() {
    return scores;
  }

  /** The summary, once there is one. */
  public Optional<Ending> ending() {
    return ending;
  }

  /** The singular values that the run ended with; nothing until it has. */
  public Spectra spectra() {
    Spectra read = spectra;
    if (read == null) {
      read = Spectra.read(folder);
      spectra = ending.isPresent() ? read : null;
    }
    return read;
  }

  /** Whether more of the metric is better. */
  public boolean isHigherBetter() {
    return Metric.isHigherBetter(metricName());
  }

  /** As {@code accuracy}. The scenario may name one that its corpus does not read. */
  public String metricName() {
    return ending
        .map(Ending::metricName)
        .filter(name -> !name.isEmpty())
        .orElse(
            story.metric().isEmpty()
                ? scenario.getOrDefault("corpus.metric", "metric")
                : story.metric());
  }
}
