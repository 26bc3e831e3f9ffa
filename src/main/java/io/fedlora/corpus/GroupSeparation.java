package io.fedlora.corpus;

import io.fedlora.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gives whole groups of texts to sections, so that no group is met in two of them. */
final class GroupSeparation {
  private GroupSeparation() {}

  /** Whether any of these texts belongs to a group. */
  static boolean needed(Pool pool, int[] texts) {
    return Arrays.stream(texts).anyMatch(t -> pool.example(t).group() != null);
  }

  /**
   * Texts by section. Groups come in random order; each goes where the number of texts, over the
   * number wanted, stays lowest.
   *
   * @param wanted texts wanted in each section, in proportion; a section that wants none gets none
   */
  static int[][] separate(Pool pool, int[] texts, int[] wanted, long seed, long key) {
    List<List<Integer>> groups = groups(pool, texts);
    int[] order = IntStream.range(0, groups.size()).toArray();
    RandomStream.of(seed, "split groups", key).shuffle(order);
    List<List<Integer>> sections = new ArrayList<>();
    Arrays.stream(wanted).forEach(w -> sections.add(new ArrayList<>()));
    for (int g : order) {
      List<Integer> group = groups.get(g);
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int s = 0; s < wanted.length; s++) {
        double load = (double) (sections.get(s).size() + group.size()) / wanted[s];
        if (wanted[s] > 0 && load < least) {
          least = load;
          best = s;
        }
      }
      sections.get(best).addAll(group);
    }
    return sections.stream()
        .map(s -> s.stream().mapToInt(Integer::intValue).sorted().toArray())
        .toArray(int[][]::new);
  }

  private static List<List<Integer>> groups(Pool pool, int[] texts) {
    Map<String, List<Integer>> named = new LinkedHashMap<>();
    List<List<Integer>> groups = new ArrayList<>();
    for (int text : texts) {
      String name = pool.example(text).group();
      List<Integer> group = name == null ? null : named.get(name);
      if (group == null) {
        group = new ArrayList<>();
        groups.add(group);
        if (name != null) {
          named.put(name, group);
        }
      }
      group.add(text);
    }
    return groups;
  }
}
