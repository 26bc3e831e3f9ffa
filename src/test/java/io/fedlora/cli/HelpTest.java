package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  static Stream<String> commands() {
    return new CommandLine(new Fedlora(), new Commands(quiet())).getSubcommands().keySet().stream();
  }

  private static Shell quiet() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Shell(nowhere, nowhere, Shell.UNLIMITED, Shell.UNLIMITED, false, () -> false);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandShowsExamplesThatFitATerminal(String command) {
    CommandLineCall call = CommandLineCall.in(80, false, command, "--help");
    assertThat(call.status()).isZero();
    List<String> lines = call.out().lines().toList();
    assertThat(lines).contains("Examples:");
    List<String> examples = lines.subList(lines.indexOf("Examples:") + 1, lines.size());
    assertThat(examples).anyMatch(line -> line.matches(".*fedlora " + command + "\\b.*"));
    assertThat(lines).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theOverviewAndTheCompletionKnowEveryCommand(String command) {
    assertThat(CommandLineCall.of("--help").out()).containsPattern("(?m)^  " + command + "\\b");
    assertThat(CommandLineCall.of("completion").out())
        .contains("function _picocli_fedlora_" + command + "()");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(CommandLineCall.of("help").out()).isEqualTo(CommandLineCall.of("--help").out());
    assertThat(CommandLineCall.of("help", "run").out())
        .isEqualTo(CommandLineCall.of("run", "--help").out());
    assertThat(CommandLineCall.of("help", "run").status()).isZero();
  }

  /** The overview shows the first line of a command's description, and no more. */
  @Test
  void theOverviewIsInWholeSentences() {
    CommandLine program = new CommandLine(new Fedlora(), new Commands(quiet()));
    assertThat(program.getSubcommands().values())
        .extracting(command -> command.getCommandSpec().usageMessage().description()[0])
        .allMatch(sentence -> sentence.endsWith(".") && sentence.length() <= 90);
  }
}
