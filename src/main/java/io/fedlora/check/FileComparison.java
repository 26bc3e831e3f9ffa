package io.fedlora.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares the files of two run folders byte for byte, but for those that tell of the machine and
 * those that are compared by what they say: the journal, the summary and the scenario.
 */
final class FileComparison {
  private static final List<String> NOT_BYTES =
      List.of("machine.jsonl", "scenario.conf", "events.jsonl", "summary.json");
  private static final List<String> GROWING =
      List.of("rounds.jsonl", "clients.jsonl", "updates.frames");
  private static final String REPORT = "report.html";
  private static final String WORK = "checkpoint/";
  private static final int CHUNK = 1 << 16;

  private final Path one;
  private final Path other;
  private final Findings findings;
  private final List<String> differences = new ArrayList<>();

  FileComparison(Path one, Path other, Findings findings) {
    this.one = one;
    this.other = other;
    this.findings = findings;
  }

  /**
   * All files of two runs that have ended, in words where they differ.
   *
   * @param sameScenario whether not even devices and checkpoint differ, which reports show
   */
  List<String> whole(boolean sameScenario) throws IOException {
    SortedSet<String> mine = names(one);
    SortedSet<String> theirs = names(other);
    SortedSet<String> all = new TreeSet<>(mine);
    all.addAll(theirs);
    for (String name : all) {
      boolean both = mine.contains(name) && theirs.contains(name);
      if (!both && !isMadeOnDemand(name)) {
        differences.add(name + " is not in " + (mine.contains(name) ? other : one));
      } else if (both && (sameScenario || !name.equals(REPORT))) {
        same(name, Files.mismatch(one.resolve(name), other.resolve(name)));
      }
    }
    return differences;
  }

  /** Files of which one is only the beginning of the other, as far as both go. */
  List<String> begun() throws IOException {
    SortedSet<String> both = names(one);
    both.retainAll(names(other));
    for (String name : both) {
      if (GROWING.contains(name)) {
        same(name, mismatch(one.resolve(name), other.resolve(name)));
      }
    }
    return differences;
  }

  private void same(String name, long at) {
    findings.count(
        name.startsWith("adapters/") ? "files of adapters/ compared" : "further files compared", 1);
    if (at >= 0) {
      differences.add(name + " differs at byte " + at);
    }
  }

  private static boolean isMadeOnDemand(String name) {
    return name.equals(REPORT) || name.endsWith(".parquet");
  }

  /** Half-written files and locks have names that begin with a dot. */
  private static SortedSet<String> names(Path folder) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        boolean hidden = Adapters.name(file).startsWith(".");
        if (!hidden && !name.startsWith(WORK) && !NOT_BYTES.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The first byte in which the shorter file is not the beginning of the longer; −1 if it is. */
  private static long mismatch(Path one, Path other) throws IOException {
    try (InputStream mine = Files.newInputStream(one);
        InputStream theirs = Files.newInputStream(other)) {
      long before = 0;
      while (true) {
        byte[] left = mine.readNBytes(CHUNK);
        byte[] right = theirs.readNBytes(CHUNK);
        int common = Math.min(left.length, right.length);
        int at = Arrays.mismatch(left, 0, common, right, 0, common);
        if (at >= 0) {
          return before + at;
        }
        if (common < CHUNK) {
          return -1;
        }
        before += common;
      }
    }
  }
}
