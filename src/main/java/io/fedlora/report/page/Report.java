package io.fedlora.report.page;

import io.fedlora.file.WholeFile;
import io.fedlora.report.reading.RunReading;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report of a run, {@code report.html} in its folder. */
public final class Report {
  private static final String NAME = "report.html";

  private static final String TITLE = " · FedLoRA";

  private Report() {}

  /** Whether a run folder has its report. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /**
   * Writes the report of a run, finished or not; an earlier one is replaced.
   *
   * @return the file
   * @throws io.fedlora.scenario.ScenarioException if the folder is no run's
   * @throws io.fedlora.file.UnreadableFileException if a file in it is damaged
   */
  public static Path write(Path folder) {
    Path file = folder.resolve(NAME);
    RunReading run = RunReading.of(folder);
    String name = run.scenario().getOrDefault("name", "run");
    WholeFile.write(file, Page.html(name + TITLE, data(run), false));
    return file;
  }

  /** The data of a run's page as far as it has been read: JSON on one line. */
  public static String data(RunReading run) {
    return Page.embedded(RunData.of(run));
  }

  /**
   * A page that asks its own server for news.
   *
   * @param name of the run
   * @param data to begin with; empty for none yet
   */
  public static String live(String name, String data) {
    return Page.html(name + TITLE, data.isEmpty() ? "{\"kind\":\"none\"}" : data, true);
  }
}
