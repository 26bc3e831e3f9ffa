package io.fedlora.cli;

import io.fedlora.cost.CostCount;
import io.fedlora.cost.MethodCost;
import io.fedlora.run.CostBasis;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedlora costs}. */
@Command(
    name = "costs",
    description = {
      "Counts parameters, bytes and FLOPs of methods in a scenario, without training.",
      "Every client that is asked is taken to answer; on a run without faults the summary agrees."
    },
    footer = {
      "",
      "Examples:",
      "  fedlora costs scenarios/quickstart.conf --method pf2lora,homlora",
      "  fedlora costs scenarios/costs/paper.conf",
      "  fedlora costs scenarios/glue/cola.conf --padded --method pf2lora,homlora \\",
      "      foundation.model=roberta-base rounds=1",
      "  fedlora costs scenarios/tiny.conf --json \\",
      "      --method \"pf2lora hypergradient=one-sided\""
    },
    sortOptions = false)
final class CostsCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final String UNIT = "homlora";

  private final Shell shell;

  @Mixin private ScenarioArguments arguments = new ScenarioArguments();

  @Option(
      names = "--method",
      paramLabel = "NAMES",
      description =
          "Methods to count, in place of costs.methods: names, or a name with options behind it.")
  private List<String> chosen = new ArrayList<>();

  @Option(
      names = "--padded",
      description = "Take every batch as batch-size texts of max-length; needs no corpus.")
  private boolean padded;

  @Option(
      names = "--reference",
      description = "Print beside it what PF2LoRA's authors report for their setting.")
  private boolean reference;

  @Option(names = "--json", description = "Print one object with every figure.")
  private boolean json;

  CostsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<String> options = new ArrayList<>();
    if (padded) {
      options.add("costs.batches=padded");
    }
    if (reference) {
      options.add("costs.reference=true");
    }
    Scenario scenario = arguments.load(options);
    CostBasis basis = CostBasis.of(scenario);
    List<CostRow> rows = new ArrayList<>();
    Set<String> methods = methods(scenario);
    int number = 0;
    for (String method : methods) {
      tell("counting %s, %d of %d".formatted(method, ++number, methods.size()));
      count(options, method, scenario, basis).ifPresent(rows::add);
    }
    Optional<MethodCost> unit = unit(options, scenario, basis, rows);
    tell("");
    CostReport report =
        new CostReport(
            scenario, basis.architecture(), rows.stream().map(row -> row.beside(unit)).toList());
    if (json) {
      shell.out().println(report.json());
    } else {
      report.lines(shell.outWidth(), shell.outPaint()).forEach(shell.out()::println);
    }
    shell.out().flush();
    return ExitStatus.DONE;
  }

  /** Shows on a terminal what is being done, in the place of what was shown before. */
  private void tell(String what) {
    if (shell.live()) {
      shell
          .err()
          .print(ProgressBar.CLEAR + shell.errPaint().faint(Table.cut(what, shell.errWidth() - 1)));
      shell.err().flush();
    }
  }

  private Set<String> methods(Scenario scenario) {
    Set<String> methods = new LinkedHashSet<>();
    for (String named : chosen.isEmpty() ? scenario.costs().methods() : asked()) {
      if (named.equals(ALL)) {
        methods.add(scenario.method().name());
        Registries.METHODS.listings().forEach(listing -> methods.add(listing.name()));
      } else {
        methods.add(named);
      }
    }
    return methods;
  }

  /** What the command line asks for; a comma inside an option is the option's. */
  private List<String> asked() {
    return chosen.stream()
        .flatMap(one -> one.contains("=") ? Stream.of(one) : Stream.of(one.split(",")))
        .map(String::strip)
        .toList();
  }

  /** A method's costs; nothing, but a warning, if it does not fit and is not the scenario's own. */
  private Optional<CostRow> count(
      List<String> options, String method, Scenario own, CostBasis basis) {
    boolean asked = asked().contains(method) || method.equals(own.method().name());
    try {
      return Optional.of(new CostRow(method, cost(options, method, basis)));
    } catch (ScenarioException e) {
      if (asked) {
        tell("");
        throw chosen.isEmpty()
            ? e
            : new ScenarioException("--method %s: %s".formatted(method, e.getMessage()), e);
      }
      warn(method, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      warn(method, "needs more memory than Java may use; see FEDLORA_JAVA_OPTS");
    }
    return Optional.empty();
  }

  private void warn(String method, String reason) {
    tell("");
    shell
        .err()
        .println(
            "%s %s is left out: %s".formatted(shell.errPaint().yellow("warning:"), method, reason));
    shell.err().flush();
  }

  private MethodCost cost(List<String> options, String method, CostBasis basis) {
    String[] words = method.strip().split("\\s+");
    List<String> overrides = new ArrayList<>(options);
    overrides.add("method.name=" + words[0]);
    for (int i = 1; i < words.length; i++) {
      overrides.add("method." + words[i]);
    }
    return CostCount.of(arguments.load(overrides), basis);
  }

  private Optional<MethodCost> unit(
      List<String> options, Scenario own, CostBasis basis, List<CostRow> rows) {
    for (CostRow row : rows) {
      if (row.label().equals(UNIT)) {
        return Optional.of(row.cost());
      }
    }
    return count(options, UNIT, own, basis).map(CostRow::cost);
  }

  /**
   * A method and what it costs.
   *
   * @param label its name, and options of its own
   * @param unit what HOMLoRA costs
   */
  record CostRow(String label, MethodCost cost, @Nullable MethodCost unit) {
    CostRow(String label, MethodCost cost) {
      this(label, cost, null);
    }

    CostRow beside(Optional<MethodCost> homlora) {
      return new CostRow(label, cost, homlora.orElse(null));
    }

    /** Its name alone. */
    String method() {
      return label.strip().split("\\s+")[0];
    }
  }
}
