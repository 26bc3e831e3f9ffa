package io.fedlora.report.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which settings are the best at a figure: the one with the best mean, and those that its runs
 * cannot be told from.
 *
 * @param best whether each is
 * @param seeds the fewest and the most seeds that the best has in common with another setting;
 *     empty if there is no other, or no best
 */
record Standing(List<Boolean> best, List<Integer> seeds) {
  Standing {
    best = List.copyOf(best);
    seeds = List.copyOf(seeds);
  }

  /**
   * Finds them. What only some of a setting's runs have is not compared.
   *
   * @param runs of each setting
   */
  static Standing of(Column column, List<List<SeededRun>> runs) {
    List<Spread> spreads = runs.stream().map(some -> spread(column, some)).toList();
    List<Integer> whole =
        IntStream.range(0, runs.size())
            .filter(one -> spreads.get(one).count() == runs.get(one).size())
            .filter(one -> !Double.isNaN(spreads.get(one).mean()))
            .boxed()
            .toList();
    List<Boolean> best = new ArrayList<>(Collections.nCopies(runs.size(), false));
    if (column.direction() == 0 || whole.size() < 2) {
      return new Standing(best, List.of());
    }
    int first = whole.get(0);
    for (int one : whole) {
      if (column.direction() * (spreads.get(one).mean() - spreads.get(first).mean()) > 0) {
        first = one;
      }
    }
    List<Integer> seeds = new ArrayList<>();
    for (int one : whole) {
      PairedDifference off = difference(column, runs.get(one), runs.get(first));
      boolean equal = spreads.get(one).mean() == spreads.get(first).mean();
      best.set(one, equal || off.includesZero());
      if (one != first) {
        seeds.add(off.spread().count());
      }
    }
    int fewest = seeds.stream().min(Integer::compare).orElse(0);
    return new Standing(best, List.of(fewest, seeds.stream().max(Integer::compare).orElse(fewest)));
  }

  static Spread spread(Column column, List<SeededRun> runs) {
    return Spread.of(
        runs.stream().map(run -> column.value().applyAsDouble(run.figures())).toList());
  }

  /** How much one setting's ended runs are above another's. */
  static PairedDifference difference(Column column, List<SeededRun> one, List<SeededRun> other) {
    return PairedDifference.of(bySeed(column, one), bySeed(column, other));
  }

  private static Map<String, Double> bySeed(Column column, List<SeededRun> runs) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (SeededRun run : runs) {
      if (run.ended()) {
        values.put(run.seed(), column.value().applyAsDouble(run.figures()));
      }
    }
    return values;
  }
}
