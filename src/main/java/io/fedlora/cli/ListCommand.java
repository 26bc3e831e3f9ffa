package io.fedlora.cli;

import io.fedlora.foundation.checkpoint.Checkpoints;
import io.fedlora.journal.Json;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what a scenario can name at one key. */
abstract class ListCommand implements Callable<Integer> {
  private final Shell shell;
  private final Supplier<List<Listing>> listings;

  @Option(names = "--json", description = "Print an array of name, aliases and summary.")
  private boolean json;

  ListCommand(Shell shell, Supplier<List<Listing>> listings) {
    this.shell = shell;
    this.listings = listings;
  }

  @Override
  public Integer call() {
    if (json) {
      shell.out().println(Json.of(listings.get().stream().map(ListCommand::object).toList()));
    } else {
      Table table = new Table().words("name").wordsIfAny("aliases").words("summary");
      listings
          .get()
          .forEach(
              one ->
                  table.row(List.of(one.name(), String.join(", ", one.aliases()), one.summary())));
      table.print(shell);
    }
    shell.out().flush();
    return ExitStatus.DONE;
  }

  private static Map<String, Object> object(Listing one) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", one.name());
    object.put("aliases", one.aliases());
    object.put("summary", one.summary());
    return object;
  }

  /** {@code fedlora methods}. */
  @Command(
      name = "methods",
      description = "Lists the methods, for method.name.",
      footer = {
        "",
        "Examples:",
        "  fedlora methods --json",
        "  fedlora run scenarios/tiny.conf method.name=homlora"
      })
  static final class Methods extends ListCommand {
    Methods(Shell shell) {
      super(shell, Registries.METHODS::listings);
    }
  }

  /** {@code fedlora corpora}. */
  @Command(
      name = "corpora",
      description = "Lists the sources of texts, for corpus.source.",
      footer = {
        "",
        "Examples:",
        "  fedlora corpora --json",
        "  fedlora validate scenarios/tiny.conf corpus.source=languagetool"
      })
  static final class Corpora extends ListCommand {
    Corpora(Shell shell) {
      super(shell, Registries.CORPORA::listings);
    }
  }

  /** {@code fedlora partitions}. */
  @Command(
      name = "partitions",
      description = "Lists the ways to share out, for partition.kind.",
      footer = {
        "",
        "Examples:",
        "  fedlora partitions --json",
        "  fedlora describe scenarios/tiny.conf partition.kind=iid"
      })
  static final class Partitions extends ListCommand {
    Partitions(Shell shell) {
      super(shell, Registries.PARTITIONS::listings);
    }
  }

  /** {@code fedlora foundations}. */
  @Command(
      name = "foundations",
      description = "Lists the frozen models, for foundation.model.",
      footer = {
        "",
        "Examples:",
        "  fedlora foundations --json",
        "  fedlora run scenarios/quickstart.conf foundation.model=tiny-random rounds=2"
      })
  static final class Foundations extends ListCommand {
    Foundations(Shell shell) {
      super(
          shell,
          () ->
              Checkpoints.list().stream()
                  .map(known -> new Listing(known.name(), known.aliases(), known.summary()))
                  .toList());
    }
  }

  /** {@code fedlora behaviours}. */
  @Command(
      name = "behaviours",
      description = "Lists the clients' behaviours, for behaviour.name.",
      footer = {
        "",
        "Examples:",
        "  fedlora behaviours --json",
        "  fedlora run scenarios/tiny.conf behaviour.name=steady"
      })
  static final class Behaviours extends ListCommand {
    Behaviours(Shell shell) {
      super(shell, Registries.BEHAVIOURS::listings);
    }
  }
}
