package io.fedlora.cli;

import io.fedlora.journal.Json;
import io.fedlora.report.page.Comparison;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedlora compare}. */
@Command(
    name = "compare",
    description = {
      "Puts runs side by side: a table here, and as HTML, CSV and LaTeX in a folder.",
      "Runs that differ in nothing but the seed are one row, with mean and standard deviation."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  fedlora compare runs/pf2lora-* runs/homlora-*",
      "      compares two methods over their seeds",
      "  fedlora compare runs/a runs/b --out paper --title 'Late updates'",
      "      writes paper/comparison.html, .csv and .tex",
      "  fedlora compare runs/* --baseline method.name=homlora \\",
      "      --columns accuracy,difference,worst,traffic",
      "      a narrow table, with what each method gains over HomLoRA seed by seed"
    })
final class CompareCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A run folder.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write; runs/comparison-<time> if not given.")
  private @Nullable Path out;

  @Option(names = "--title", paramLabel = "TEXT", description = "The page's heading.")
  private String title = "Comparison";

  @Mixin private ComparisonArguments asked = new ComparisonArguments();

  @Option(
      names = "--json",
      description = "Print an array with an object a row; files are written all the same.")
  private boolean json;

  CompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    Path target = out == null ? RunNames.next("comparison") : out;
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new ScenarioException(target + " is a file; name a folder with --out");
    }
    if (Files.exists(target.resolve("scenario.conf"))) {
      throw new ScenarioException(target + " holds a run; name another folder with --out");
    }
    Comparison comparison = Comparison.of(folders, List.of(), asked.choice());
    comparison.write(target, title);
    Warnings warnings = new Warnings(shell);
    comparison.notes().forEach(warnings::say);
    if (json) {
      shell.out().println(Json.of(comparison.table().objects()));
      shell.out().flush();
      return ExitStatus.DONE;
    }
    List<String> titles = comparison.table().titles();
    Table table = new Table().words(titles.get(0));
    titles.subList(1, titles.size()).forEach(table::figures);
    comparison.table().cells().forEach(table::row);
    table.print(shell);
    shell.out().println();
    shell.out().println(target.resolve("comparison.html"));
    shell.out().flush();
    return ExitStatus.DONE;
  }
}
