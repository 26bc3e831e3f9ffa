package io.fedlora.cli;

import io.fedlora.run.Execution;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code fedlora}. */
@Command(
    name = "fedlora",
    description = "Simulates personalised federated low-rank fine-tuning in virtual time.",
    versionProvider = Fedlora.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  fedlora run scenarios/tiny.conf --out runs/first",
      "  fedlora report runs/first",
      "  fedlora COMMAND --help",
      "      says more about a command, with examples"
    },
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      ValidateCommand.class,
      DescribeCommand.class,
      CostsCommand.class,
      SweepCommand.class,
      ListCommand.Methods.class,
      ListCommand.Corpora.class,
      ListCommand.Partitions.class,
      ListCommand.Foundations.class,
      ListCommand.Behaviours.class,
      ReportCommand.class,
      ReachCommand.class,
      CompareCommand.class,
      CheckCommand.class,
      FuzzCommand.class,
      ExportCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class Fedlora {
  private static final int LEAST_HELP = 60;
  private static final int MOST_HELP = 100;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Say what there is, and end.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Name the version, and end.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure, as FEDLORA_DEBUG=1 does.")
  private boolean debug = "1".equals(System.getenv("FEDLORA_DEBUG"));

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    // Figures are written alike wherever it runs: some languages have digits of their own.
    Locale.setDefault(Locale.ROOT);
    Interruption interruption = Interruption.ofThisThread();
    int status = ExitStatus.FAILED;
    try {
      StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
      status = execute(Shell.ofProcess(out, interruption), out, arguments);
    } finally {
      // Whatever happens: until then the end of the process waits for this thread.
      interruption.over();
    }
    System.exit(status);
  }

  /** The same, with an eye on whether all could be printed. */
  static int execute(Shell shell, StandardOutput out, String... arguments) {
    int status = execute(shell, arguments);
    shell.out().flush();
    if (status == ExitStatus.DONE && out.trouble().isPresent()) {
      return new Failures(shell, () -> false).handleUnwritten(out.trouble().get());
    }
    return status;
  }

  /** A path of a command line; an empty one, as of a variable that is not set, is none. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty; name a file or a folder");
    }
    return Path.of(text);
  }

  /**
   * Runs a command.
   *
   * @return the exit status
   */
  static int execute(Shell shell, String... arguments) {
    Fedlora program = new Fedlora();
    Failures failures = new Failures(shell, () -> program.debug);
    try {
      CommandLine line =
          new CommandLine(program, new Commands(shell))
              .setExpandAtFiles(false)
              .registerConverter(Path.class, Fedlora::path)
              .setCaseInsensitiveEnumValuesAllowed(true)
              .setOut(shell.out())
              .setErr(shell.err())
              .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
              .setUsageHelpWidth(Math.max(LEAST_HELP, Math.min(MOST_HELP, shell.outWidth())))
              .setParameterExceptionHandler(failures)
              .setExecutionExceptionHandler(failures);
      Optional<String> unknown = unknownCommand(line, arguments);
      if (unknown.isPresent()) {
        // Told of before what comes behind it, which may be a command and lack something.
        return failures.handleParseException(
            new UnmatchedArgumentException(line, List.of(unknown.get())), arguments);
      }
      return line.execute(arguments);
    } catch (Throwable error) {
      return failures.handleError(error);
    }
  }

  private static Optional<String> unknownCommand(CommandLine line, String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> !argument.startsWith("-"))
        .findFirst()
        .filter(command -> !line.getSubcommands().containsKey(command));
  }

  /** Tells the program's version and Java's. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"fedlora " + Execution.VERSION + ", Java " + Runtime.version()};
    }
  }
}
