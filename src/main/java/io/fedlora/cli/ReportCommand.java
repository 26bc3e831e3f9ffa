package io.fedlora.cli;

import io.fedlora.report.page.Report;
import io.fedlora.report.parquet.ParquetFiles;
import io.fedlora.report.tensorboard.EventFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedlora report}. */
@Command(
    name = "report",
    description = "Makes report.html and tensorboard/ anew from a run folder, finished or not.",
    footer = {
      "",
      "Examples:",
      "  fedlora report runs/quickstart",
      "      writes runs/quickstart/report.html, which opens in any browser, offline",
      "  tensorboard --logdir runs/quickstart/tensorboard",
      "      shows the other half of what it wrote, where TensorBoard is installed",
      "  fedlora report runs/quickstart --parquet",
      "      writes rounds.parquet, clients.parquet and spectra.parquet as well"
    })
final class ReportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "DIR", description = "A run folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--parquet",
      description = "Write the metrics files as Parquet, too, each beside its own.")
  private boolean parquet;

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    shell.out().println(Report.write(folder));
    shell.out().println(EventFiles.write(folder));
    if (parquet) {
      ParquetFiles.write(folder).forEach(shell.out()::println);
    }
    shell.out().flush();
    return ExitStatus.DONE;
  }
}
