package io.fedlora.cli;

import io.fedlora.scenario.NearestName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in words. */
final class Slip {
  // More edits than these are no slip of the finger.
  private static final int TYPO = 3;

  private static final Pattern NO_NUMBER =
      Pattern.compile(".*'([^']*)' is not an? (int|long|double|float)");
  private static final Pattern CONVERTED = Pattern.compile("Invalid value for .*: (it is .*)");
  private static final Pattern NO_CONSTANT = Pattern.compile(".*but was '([^']*)'");

  private Slip() {}

  static String of(ParameterException failure) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, reason);
    }
    ArgSpec argument = failure.getArgSpec();
    if (argument == null) {
      return reason;
    }
    String name =
        argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    Matcher number = NO_NUMBER.matcher(reason);
    if (number.matches()) {
      boolean whole = number.group(2).equals("int") || number.group(2).equals("long");
      return "%s: '%s' is %s"
          .formatted(name, number.group(1), whole ? "not a whole number" : "no number");
    }
    Matcher constant = NO_CONSTANT.matcher(reason);
    Object[] constants = argument.auxiliaryTypes()[0].getEnumConstants();
    if (constant.matches() && constants != null) {
      return "%s: '%s' is none of %s"
          .formatted(
              name,
              constant.group(1),
              Arrays.stream(constants).map(String::valueOf).collect(Collectors.joining(", ")));
    }
    Matcher converted = CONVERTED.matcher(reason);
    return converted.matches() ? name + ": " + converted.group(1) : reason;
  }

  private static String unmatched(UnmatchedArgumentException failure, String reason) {
    CommandLine command = failure.getCommandLine();
    String first = failure.getUnmatched().get(0);
    if (first.startsWith("-")) {
      List<String> options =
          command.getCommandSpec().options().stream()
              .filter(option -> !option.hidden())
              .map(OptionSpec::longestName)
              .toList();
      String name = first.replaceFirst("=.*", "");
      return "unknown option " + name + meant(name, options);
    }
    if (command.getSubcommands().isEmpty()) {
      return reason;
    }
    return "there is no command " + first + meant(first, command.getSubcommands().keySet());
  }

  private static String meant(String name, Collection<String> known) {
    Optional<String> nearest =
        NearestName.to(name, known)
            .filter(
                one ->
                    one.startsWith(name)
                        || NearestName.distance(name, one)
                            <= Math.min(TYPO, name.replaceFirst("^-*", "").length() / 2));
    return nearest.map(one -> "; did you mean " + one + "?").orElse("");
  }
}
