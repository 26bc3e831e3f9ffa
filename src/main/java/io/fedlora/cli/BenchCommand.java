package io.fedlora.cli;

import io.fedlora.journal.Json;
import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fedlora bench}. */
@Command(
    name = "bench",
    description = {
      "Measures this machine: steps by form and precision, slots, the control plane, memory.",
      "Takes about ten minutes; nothing else should run meanwhile."
    },
    footer = {"", "Examples:", "  fedlora bench", "  fedlora bench --json > figures.json"},
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  private static final int QUOTABLE_RUNS = 15;

  private final Shell shell;

  @Option(names = "--json", description = "Print one JSON object in place of tables.")
  private boolean json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "" + QUOTABLE_RUNS,
      description = "Interleaved runs of which the median counts; default ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private BenchReport.Part[] only = {};

  BenchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    Set<BenchReport.Part> parts = EnumSet.allOf(BenchReport.Part.class);
    if (only.length > 0) {
      parts.retainAll(Arrays.asList(only));
    }
    if (runs < 1) {
      throw new ScenarioException("--runs " + runs + ": write 1 or more");
    }
    BenchReport report = new BenchReport(runs, this::tell);
    try (Interrupts.Guard guarded = shell.interrupted().insistent()) {
      for (BenchReport.Part part : parts) {
        report.measure(part);
      }
    }
    if (json) {
      shell.out().println(Json.of(report.toJson()));
    } else {
      BenchTables.of(report).forEach(this::print);
    }
    shell.out().flush();
    return ExitStatus.DONE;
  }

  private void tell(String what) {
    shell.err().println(shell.errPaint().faint("measuring " + what + "…"));
    shell.err().flush();
  }

  private void print(Table table) {
    table.lines(shell.outWidth()).forEach(shell.out()::println);
    shell.out().println();
  }
}
