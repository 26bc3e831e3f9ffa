package io.fedlora.cli;

import io.fedlora.report.live.FolderNews;
import io.fedlora.report.live.LivePage;
import java.io.IOException;
import java.nio.file.Path;

/** The live page of a run, if there is one; it ends with the run. */
interface LiveRun extends AutoCloseable {
  /** No page. */
  LiveRun NONE = () -> {};

  @Override
  void close();

  /**
   * Serves the page of the run in a folder and says where.
   *
   * @throws io.fedlora.scenario.ScenarioException if the port is taken or is none
   */
  static LiveRun open(Shell shell, int port, Path folder) throws IOException {
    if (port < 0 || port > 65_535) {
      throw new io.fedlora.scenario.ScenarioException(
          "--port " + port + ": ports go from 0 to 65535");
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
