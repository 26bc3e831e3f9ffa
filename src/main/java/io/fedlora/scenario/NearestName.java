package io.fedlora.scenario;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Which known name a misspelt one was likely meant to be. */
public final class NearestName {
  private static final int LEAST_BEGINNING = 3;

  private NearestName() {}

  /**
   * The candidate fewest edits away, or one that the name is the beginning of; of several the first
   * in alphabetical order.
   */
  public static Optional<String> to(String name, Collection<String> candidates) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : new TreeSet<>(candidates)) {
      boolean begun = name.length() >= LEAST_BEGINNING && candidate.startsWith(name);
      int distance = begun ? 1 : distance(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Insertions, deletions, substitutions and swaps of neighbours that turn one into the other. */
  public static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : leastEdits(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int leastEdits(int[][] edits, String from, String to, int i, int j) {
    int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    least = Math.min(least, edits[i - 1][j - 1] + change);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
