package io.fedlora.cli;

import io.fedlora.report.page.Columns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The script that completes command lines: picocli's own, and around it what can stand for a
 * scenario, a folder, a key or its value.
 */
final class CompletionScript {
  private static final String RESOURCE = "completion.sh";

  private final CommandLine program;
  private final CompletionWords words;

  CompletionScript(CommandLine program, CompletionWords words) {
    this.program = program;
    this.words = words;
  }

  /** The script. */
  String text() {
    return AutoComplete.bash("fedlora", program)
        + "\n"
        + function("_fedlora_keys", List.of("echo '" + keys() + "'"))
        + function("_fedlora_values", values())
        + function("_fedlora_columns", List.of(echo(Columns.names())))
        + function("_fedlora_commands", List.of(echo(program.getSubcommands().keySet())))
        + function("_fedlora_option", options())
        + function("_fedlora_place", places())
        + resource();
  }

  private static String function(String name, List<String> lines) {
    return "function " + name + "() {\n  " + String.join("\n  ", lines) + "\n}\n\n";
  }

  private static String echo(Collection<String> words) {
    return "echo '" + String.join(" ", words) + "'";
  }

  private String keys() {
    return String.join("= ", words.values().keySet()) + "=";
  }

  private List<String> values() {
    List<String> cases = new ArrayList<>();
    words
        .values()
        .forEach(
            (key, names) -> {
              if (!names.isEmpty()) {
                cases.add("%s) echo '%s' ;;".formatted(key, String.join(" ", names)));
              }
            });
    return choice("\"$1\"", cases);
  }

  /** The kind of value that an option of a command takes. */
  private List<String> options() {
    List<String> cases = new ArrayList<>();
    for (CommandSpec command : commands()) {
      for (OptionSpec option : command.options()) {
        if (option.arity().max() > 0) {
          for (String name : option.names()) {
            cases.add("'%s %s') echo '%s' ;;".formatted(command.name(), name, kind(option)));
          }
        }
      }
    }
    return choice("\"$1 $2\"", cases);
  }

  private static String kind(OptionSpec option) {
    return option.paramLabel().isEmpty() ? "VALUE" : option.paramLabel();
  }

  /** The kind of argument that stands at a place, from 0, behind a command. */
  private List<String> places() {
    List<String> cases = new ArrayList<>();
    for (CommandSpec command : commands()) {
      for (PositionalParamSpec one : command.positionalParameters()) {
        String places = one.index().max() > one.index().min() ? "*" : "" + one.index().min();
        cases.add("'%s '%s) echo '%s' ;;".formatted(command.name(), places, one.paramLabel()));
      }
    }
    return choice("\"$1 $2\"", cases);
  }

  private List<CommandSpec> commands() {
    return program.getSubcommands().values().stream().map(CommandLine::getCommandSpec).toList();
  }

  private static List<String> choice(String of, List<String> cases) {
    List<String> lines = new ArrayList<>(List.of("case " + of + " in"));
    cases.forEach(one -> lines.add("  " + one));
    lines.add("esac");
    return lines;
  }

  private static String resource() {
    try (InputStream stream = CompletionScript.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
