package io.fedlora.report.page;

import io.fedlora.file.WholeFile;
import io.fedlora.report.reading.RunReading;
import java.nio.file.Path;

/** The report of a run, {@code report.html} in its folder. */
public final class Report {
  private static final String NAME = "report.html";

  private Report() {}

  /**
   * Writes the report of a run, finished or not; an earlier one is replaced.
   *
   * @return the file
   * @throws io.fedlora.scenario.ScenarioException if the folder is no run's
   * @throws io.fedlora.file.UnreadableFileException if a file in it is damaged
   */
  public static Path write(Path folder) {
    Path file = folder.resolve(NAME);
    WholeFile.write(file, html(RunReading.of(folder), false));
    return file;
  }

  /**
   * The page of a run as far as it has been read.
   *
   * @param live whether the page asks its own server for news
   */
  public static String html(RunReading run, boolean live) {
    String name = run.scenario().getOrDefault("name", "run");
    return Page.html(name + " · FedLoRA", RunData.of(run), live);
  }
}
