package io.fedlora.check;

import io.fedlora.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Proves invariants 6 and 7 over two runs of one scenario: with the same seed they left the same
 * bytes, however many slots each had (7), and however often one of them was stopped or killed and
 * gone on with (6); with different seeds their journals differ.
 */
public final class AgainstCheck {
  private static final int RESUMED = 6;
  private static final int SAME = 7;

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
      throw check.other.unreadable(e);
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
      findings.count("runs that were gone on with", one.isResumed() && other.isResumed() ? 2 : 1);
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
          "a run has not ended: only the part of the journal that both have is compared");
      sameLines(false);
      return;
    }
    String here = left.text("numerics");
    String there = right.text("numerics");
    String unequal = difference(left, right);
    if (!unequal.isEmpty() && (isWall(one) || isWall(other))) {
      findings.unchecked(invariant, unequal + "; no sameness is promised in wall time");
      return;
    }
    if (!unequal.isEmpty() && here.equals(there) && here.contains(" on gpu")) {
      findings.unchecked(invariant, unequal + "; no sameness is promised on a GPU");
      return;
    }
    boolean promised = here.equals(there);
    if (!promised && !unequal.isEmpty()) {
      findings.unchecked(
          invariant,
          "%s; no sameness is promised between %s and %s".formatted(unequal, here, there));
      return;
    }
    if (!unequal.isEmpty()) {
      findings.violation(invariant, unequal);
    }
    sameLines(true);
    sameAdapters();
  }

  /** Whether the first event says so; a journal that does not begin with one says nothing. */
  private static boolean isWall(RunFolder run) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(run.events(), StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      return first != null && first.contains("\"pace\":\"wall\"");
    }
  }

  private static String difference(Summary left, Summary right) {
    for (String name : List.of("journal", "fingerprint")) {
      if (!left.text(name).equals(right.text(name))) {
        return "summary.json: %s %s against %s".formatted(name, left.text(name), right.text(name));
      }
    }
    return "";
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
   * @param whole whether the journals must be equally long
   */
  private void sameLines(boolean whole) throws IOException {
    if (whole && Files.mismatch(one.events(), other.events()) < 0) {
      findings.count("bytes of journals compared", Files.size(one.events()));
      return;
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
          return;
        }
        if (!Objects.equals(left, right) && (whole || !isTorn(mine, left, theirs, right))) {
          findings.violation(
              invariant,
              "events.jsonl:%d differs: %s against %s"
                  .formatted(number, words(left), words(right)));
          return;
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

  private void sameAdapters() throws IOException {
    List<Path> mine = new Adapters(one.adapters(), findings).files();
    List<Path> theirs = new Adapters(other.adapters(), findings).files();
    List<String> names = mine.stream().map(Adapters::name).toList();
    if (!names.equals(theirs.stream().map(Adapters::name).toList())) {
      findings.violation(invariant, "adapters/ holds other files in " + other.path());
      return;
    }
    for (int i = 0; i < mine.size(); i++) {
      long at = Files.mismatch(mine.get(i), theirs.get(i));
      if (at >= 0) {
        findings.violation(invariant, "adapters/" + names.get(i) + " differs at byte " + at);
      }
      findings.count("files of adapters/ compared", 1);
    }
  }
}
