package io.fedlora.cli;

import io.fedlora.report.live.LivePage;
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
      description = "With --live: the port, 0 for any that is free; ${DEFAULT-VALUE} if not given.")
  private int port = LivePage.USUAL_PORT;

  /** Whether there is to be one. */
  boolean wanted() {
    return live;
  }

  /** Where, as it was given. */
  int port() {
    return port;
  }
}
