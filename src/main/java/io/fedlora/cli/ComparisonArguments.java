package io.fedlora.cli;

import io.fedlora.report.page.Columns;
import io.fedlora.report.page.Comparison;
import io.fedlora.scenario.ScenarioException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked for of a comparison's table, by any command that makes one. */
final class ComparisonArguments {
  @Option(
      names = "--baseline",
      paramLabel = "SETTING",
      description = {
        "What the others are set against: a setting's name as the table has it,",
        "the folder of one of its runs, or key=value; the first if not given."
      })
  private String baseline = "";

  @Option(
      names = "--columns",
      paramLabel = "COLUMNS",
      split = ",",
      description = {
        "Columns of the comparison's table, in this order: metric, difference, gaining, worst,",
        "after-local, loss, time, time-to, traffic, flops, merged, rank; all if not given."
      })
  private @Nullable List<String> columns;

  String baseline() {
    return baseline;
  }

  /**
   * The choice.
   *
   * @throws ScenarioException if there is no such column
   */
  Comparison.Choice choice() {
    if (columns == null) {
      return new Comparison.Choice(baseline, List.of());
    }
    if (columns.isEmpty()) {
      throw new ScenarioException("--columns names none; leave it out to have all");
    }
    Columns.chosen(columns, "");
    return new Comparison.Choice(baseline, columns);
  }
}
