package io.fedlora.report.page;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps a run from being counted more than once. */
final class Repetition {
  private Repetition() {}

  /**
   * Lets every folder stand once, however it is spelt.
   *
   * @throws ScenarioException if two paths lead to the same folder
   */
  static void refuse(List<Path> folders) {
    Map<Path, Path> known = new LinkedHashMap<>();
    for (Path folder : folders) {
      Path before = known.putIfAbsent(real(folder), folder);
      if (before != null) {
        String also = before.equals(folder) ? "" : ", also as " + before;
        throw new ScenarioException(folder + " is given twice" + also + "; give each folder once");
      }
    }
  }

  /** Without links; a folder that is not there is told of by who reads it. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  /**
   * The runs that repeat an earlier one: of the same setting and seed, and ended with the same
   * adapters.
   *
   * @param runs in order
   * @param settings of each
   * @return for each such run the earlier one, by their places
   * @throws ScenarioException if two of the same setting and seed did not end alike
   */
  static Map<Integer, Integer> of(List<ReadRun> runs, List<Integer> settings) {
    Map<List<Object>, Integer> first = new LinkedHashMap<>();
    Map<Integer, Integer> repeated = new LinkedHashMap<>();
    for (int run = 0; run < runs.size(); run++) {
      ReadRun one = runs.get(run);
      Integer before = first.putIfAbsent(List.of(settings.get(run), one.seed()), run);
      if (before != null) {
        requireAlike(runs.get(before), one);
        repeated.put(run, before);
      }
    }
    return repeated;
  }

  private static void requireAlike(ReadRun one, ReadRun other) {
    if (one.fingerprint().isEmpty() || !one.fingerprint().equals(other.fingerprint())) {
      boolean ended = !one.fingerprint().isEmpty() && !other.fingerprint().isEmpty();
      throw new ScenarioException(
          "%s and %s are of one setting and seed %s, but %s; give only one of them"
              .formatted(
                  one.folder(),
                  other.folder(),
                  one.seed(),
                  ended ? "their fingerprints differ" : "not both have ended"));
    }
  }
}
