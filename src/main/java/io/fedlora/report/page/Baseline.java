package io.fedlora.report.page;

import io.fedlora.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the setting that the others are set against. */
final class Baseline {
  private Baseline() {}

  /**
   * The place of a setting.
   *
   * @param text its name, the folder of one of its runs, or {@code key=value}, several with commas;
   *     empty for the first
   * @param folders of the runs
   * @throws ScenarioException if it is not one setting alone
   */
  static int of(String text, Settings settings, List<Path> folders) {
    if (text.isEmpty()) {
      return 0;
    }
    int named = settings.names().indexOf(text);
    if (named >= 0) {
      return named;
    }
    for (int run = 0; run < folders.size(); run++) {
      if (isFolder(text, folders.get(run))) {
        return settings.ofRuns().get(run);
      }
    }
    List<Integer> fitting =
        IntStream.range(0, settings.size())
            .filter(setting -> fits(text, settings, setting))
            .boxed()
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    List<String> several = fitting.stream().map(settings.names()::get).toList();
    throw new ScenarioException(
        "--baseline "
            + text
            + (fitting.isEmpty()
                ? ": no such setting; there are "
                : ": fits several settings; name one of ")
            + String.join(" | ", fitting.isEmpty() ? settings.names() : several));
  }

  private static boolean isFolder(String text, Path folder) {
    return !text.contains("=")
        && Path.of(text).toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize());
  }

  private static boolean fits(String text, Settings settings, int setting) {
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        return false;
      }
      String key = part.substring(0, equals).strip();
      String value = part.substring(equals + 1).strip();
      if (settings.keys().stream()
          .filter(one -> one.equals(key) || one.endsWith("." + key))
          .noneMatch(one -> same(value, settings.value(setting, one)))) {
        return false;
      }
    }
    return true;
  }

  /** However a number is spelt. */
  private static boolean same(String value, String other) {
    if (value.equals(other)) {
      return true;
    }
    try {
      return Double.compare(Double.parseDouble(value), Double.parseDouble(other)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
