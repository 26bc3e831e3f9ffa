package io.fedlora.cli;

import io.fedlora.report.live.LivePage;
import io.fedlora.scenario.ScenarioException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a page that follows a run. */
final class LiveArguments {
  @Option(
      names = "--live",
      description = "Serve the run's page on 127.0.0.1 while the run goes on.")
  private boolean live;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "With --live: the port, 0 for any that is free; "
              + LivePage.USUAL_PORT
              + " if not given.")
  private @Nullable Integer port;

  /**
   * Whether there is to be one.
   *
   * @throws ScenarioException if there is to be none, and yet a port for it
   */
  boolean wanted() {
    if (port != null && !live) {
      throw new ScenarioException(
          "--port " + port + ": goes with --live; add that, or leave it out");
    }
    return live;
  }

  /** Where, as it was given. */
  int port() {
    return port == null ? LivePage.USUAL_PORT : port;
  }
}
