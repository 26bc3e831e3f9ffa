package io.fedlora.cli;

import io.fedlora.report.live.FolderNews;
import io.fedlora.report.live.LivePage;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;

/** The live page of a run, if there is one; it ends with the run. */
interface LiveRun extends AutoCloseable {
  @Override
  void close();

  /**
   * Serves the page of the run in a folder, if it is wanted, and says where.
   *
   * @throws ScenarioException if the port is taken or is none
   */
  static LiveRun open(Shell shell, LiveArguments arguments, Path folder) throws IOException {
    if (!arguments.wanted()) {
      return () -> {};
    }
    int port = arguments.port();
    if (port < 0 || port > 65_535) {
      throw new ScenarioException("--port " + port + ": ports go from 0 to 65535");
    }
    FolderNews news = new FolderNews(folder);
    LivePage page;
    try {
      page = LivePage.open(port, news);
    } catch (IOException | RuntimeException e) {
      news.close();
      throw e;
    }
    shell.err().println("live at " + page.address());
    shell.err().flush();
    return () -> {
      page.close();
      if (!news.trouble().isEmpty()) {
        shell.err().println("the live page stopped before its end: " + news.trouble());
        shell.err().flush();
      }
    };
  }
}
