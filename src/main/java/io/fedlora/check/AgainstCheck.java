package io.fedlora.check;

import io.fedlora.file.DiskReason;
import io.fedlora.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves invariants 6 and 7 over two runs of one scenario: with the same seed they left the same
 * bytes, however many slots each had (7), and however often one of them was stopped or killed and
 * resumed (6); with different seeds their journals differ.
 */
public final class AgainstCheck {
  private static final int RESUMED = 6;
  private static final int SAME = 7;
  private static final String NUMERICS = "numerics";

  private final RunFolder one;
  private final RunFolder other;
  private final Findings findings = new Findings();
  private final int invariant;

  private AgainstCheck(RunFolder one, RunFolder other) {
    this.one = one;
    this.other = other;
    this.invariant = one.isResumed() || other.isResumed() ? RESUMED : SAME;
  }

  /**
   * Compares two runs; each should be checked by itself with {@link RunCheck}.
   *
   * @throws ScenarioException if a folder holds no run, or the runs are of different scenarios
   */
  public static Verdict of(Path folder, Path against) {
    AgainstCheck check = new AgainstCheck(RunFolder.open(folder), RunFolder.open(against));
    try {
      check.compare();
    } catch (IOException e) {
      throw new ScenarioException(
          "%s and %s: a file of a run cannot be read: %s"
              .formatted(folder, against, DiskReason.reading(e)),
          e);
    }
    return check.findings.verdict();
  }

  private void compare() throws IOException {
    ScenarioLines mine = ScenarioLines.read(one.scenario());
    ScenarioLines theirs = ScenarioLines.read(other.scenario());
    String difference = mine.difference(theirs);
    if (!difference.isEmpty()) {
      throw new ScenarioException(
          "%s and %s are runs of different scenarios: %s; name two runs that differ in seed or devices"
              .formatted(one.path(), other.path(), difference));
    }
    if (!mine.seed().equals(theirs.seed())) {
      differentSeeds(mine.seed(), theirs.seed());
      return;
    }
    if (invariant == RESUMED) {
      findings.count("resumed runs", one.isResumed() && other.isResumed() ? 2 : 1);
    }
    Summary left = Summary.read(one.summary(), findings);
    Summary right = Summary.read(other.summary(), findings);
    if (left == null || right == null) {
      if (isWall(one) || isWall(other)) {
        findings.unchecked(invariant, "no sameness is promised in wall time");
        return;
      }
      findings.unchecked(
          invariant,
          "a run has not ended: only the parts of its files that both have are compared");
      firstUnequalLine(false).ifPresent(line -> findings.violation(invariant, line));
      new FileComparison(one.path(), other.path(), findings)
          .begun()
          .forEach(found -> findings.violation(invariant, found));
      return;
    }
    FileComparison files = new FileComparison(one.path(), other.path(), findings);
    List<String> differences = new ArrayList<>();
    left.difference(right).ifPresent(differences::add);
    firstUnequalLine(true).ifPresent(differences::add);
    differences.addAll(files.whole(mine.isWholeTextSame(theirs)));
    tell(differences, left.text(NUMERICS), right.text(NUMERICS));
  }

  /** Differences are violations wherever sameness is promised. */
  private void tell(List<String> differences, String here, String there) throws IOException {
    if (differences.isEmpty()) {
      return;
    }
    String first = differences.get(0);
    if (isWall(one) || isWall(other)) {
      findings.unchecked(invariant, first + "; no sameness is promised in wall time");
    } else if (!here.equals(there)) {
      findings.unchecked(
          invariant, "%s; no sameness is promised between %s and %s".formatted(first, here, there));
    } else if (here.contains(" on gpu")) {
      findings.unchecked(invariant, first + "; no sameness is promised on a GPU");
    } else {
      differences.forEach(found -> findings.violation(invariant, found));
    }
  }

  /** Whether the first event says so; a journal that does not begin with one says nothing. */
  private static boolean isWall(RunFolder run) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(run.events(), StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      return first != null && first.contains("\"pace\":\"wall\"");
    }
  }

  private void differentSeeds(String mine, String theirs) throws IOException {
    findings.count("journals of different seeds", 2);
    if (sameButForTheFirstLine()) {
      findings.violation(
          SAME,
          "seeds %s and %s have the same journal but for its first line".formatted(mine, theirs));
    }
  }

  /** The first event holds the seed itself, so it differs in any case. */
  private boolean sameButForTheFirstLine() throws IOException {
    try (BufferedReader mine = Files.newBufferedReader(one.events(), StandardCharsets.UTF_8);
        BufferedReader theirs = Files.newBufferedReader(other.events(), StandardCharsets.UTF_8)) {
      String left = mine.readLine();
      String right = theirs.readLine();
      while (left != null && right != null) {
        left = mine.readLine();
        right = theirs.readLine();
        if (!Objects.equals(left, right)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The first line in which the journals differ, in words.
   *
   * @param whole whether they must be equally long
   */
  private Optional<String> firstUnequalLine(boolean whole) throws IOException {
    if (whole && Files.mismatch(one.events(), other.events()) < 0) {
      findings.count("bytes of journals compared", Files.size(one.events()));
      return Optional.empty();
    }
    try (BufferedReader mine = Files.newBufferedReader(one.events(), StandardCharsets.UTF_8);
        BufferedReader theirs = Files.newBufferedReader(other.events(), StandardCharsets.UTF_8)) {
      long number = 0;
      while (true) {
        String left = mine.readLine();
        String right = theirs.readLine();
        boolean over = left == null || right == null;
        number++;
        if (over && (!whole || Objects.equals(left, right))) {
          return whole
              ? Optional.of("events.jsonl differs in how its lines end")
              : Optional.empty();
        }
        if (!Objects.equals(left, right) && (whole || !isTorn(mine, left, theirs, right))) {
          return Optional.of(
              "events.jsonl:%d differs: %s against %s"
                  .formatted(number, words(left), words(right)));
        }
        findings.count("lines of journals compared", 1);
      }
    }
  }

  /** Whether the lines differ only because one of them is the torn end of its journal. */
  private static boolean isTorn(
      BufferedReader mine, @Nullable String left, BufferedReader theirs, @Nullable String right)
      throws IOException {
    if (left == null || right == null) {
      return true;
    }
    return (right.startsWith(left) && mine.read() < 0)
        || (left.startsWith(right) && theirs.read() < 0);
  }

  private static String words(@Nullable String line) {
    return line == null ? "the end" : line;
  }
}
