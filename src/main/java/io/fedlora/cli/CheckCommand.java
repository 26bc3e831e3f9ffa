package io.fedlora.cli;

import io.fedlora.check.AgainstCheck;
import io.fedlora.check.RunCheck;
import io.fedlora.check.Verdict;
import io.fedlora.journal.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedlora check}. */
@Command(
    name = "check",
    description = "Proves the invariants of a run from its folder, and sameness over two.",
    footer = {
      "",
      "Examples:",
      "  fedlora check runs/first",
      "  fedlora check runs/first --against runs/again",
      "      also shows that the same scenario and seed left the same bytes",
      "",
      "docs/invariants.md says of each invariant what is looked at and what a folder cannot tell."
    })
final class CheckCommand implements Callable<Integer> {
  private final Shell shell;
  private boolean holds = true;

  @Parameters(paramLabel = "DIR", description = "A run folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description =
          "Another run of the same scenario, which is checked too: with the same seed it must have"
              + " left the same bytes, even if one of them was killed and resumed; with"
              + " another seed another journal.")
  private @Nullable Path against;

  @Option(names = "--json", description = "Print one object a verdict, in an array.")
  private boolean json;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path other = against;
    if (json) {
      return printed(other);
    }
    Verdict mine = RunCheck.of(folder);
    if (other == null) {
      print("", mine);
    } else {
      Verdict theirs = RunCheck.of(other);
      Verdict both = AgainstCheck.of(folder, other);
      print(folder + ":", mine);
      print(other + ":", theirs);
      print("one against the other:", both);
    }
    shell.out().flush();
    return holds ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private int printed(@Nullable Path other) {
    List<Map<String, Object>> objects = new ArrayList<>();
    objects.add(object(folder.toString(), RunCheck.of(folder)));
    if (other != null) {
      objects.add(object(other.toString(), RunCheck.of(other)));
      objects.add(object(folder + " against " + other, AgainstCheck.of(folder, other)));
    }
    shell.out().println(Json.of(objects));
    shell.out().flush();
    return holds ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private Map<String, Object> object(String of, Verdict verdict) {
    holds &= verdict.holds();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("of", of);
    object.put("holds", verdict.holds());
    object.put("checked", verdict.checked());
    object.put(
        "violations",
        verdict.violations().stream()
            .map(one -> found(one.invariant(), "message", one.message()))
            .toList());
    object.put(
        "unchecked",
        verdict.unchecked().stream()
            .map(one -> found(one.invariant(), "reason", one.reason()))
            .toList());
    return object;
  }

  private static Map<String, Object> found(int invariant, String name, String text) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("invariant", invariant);
    object.put(name, text);
    return object;
  }

  private void print(String heading, Verdict verdict) {
    if (!heading.isEmpty()) {
      shell.out().println(shell.outPaint().strong(heading));
    }
    for (String line : verdict.lines()) {
      boolean bad = line.startsWith("VIOLATION");
      shell.out().println(bad ? shell.outPaint().red(line) : line);
    }
    holds &= verdict.holds();
  }
}
