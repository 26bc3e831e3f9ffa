package io.fedlora.sweep;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A line of a sweep's table: one combination over all its seeds.
 *
 * @param point the combination
 * @param tuned what it chose from the grid; empty where all of the grid failed
 * @param runs one a seed
 * @param error why there are none; else that of the first that failed; empty if all went well
 */
public record Combination(Point point, Optional<Point> tuned, List<RunResult> runs, String error) {
  public Combination {
    runs = List.copyOf(runs);
  }

  /** The runs that came to their end. */
  public List<RunFigures> finished() {
    return runs.stream().map(RunResult::figures).flatMap(Optional::stream).toList();
  }

  /** The mean of a figure over the finished runs; not a number if there are none. */
  public double mean(ToDoubleFunction<RunFigures> figure) {
    return finished().stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /** The standard deviation over the seeds, n − 1 below; not a number for a single run. */
  public double deviation(ToDoubleFunction<RunFigures> figure) {
    double mean = mean(figure);
    double sum = 0;
    List<RunFigures> all = finished();
    for (RunFigures one : all) {
      double off = figure.applyAsDouble(one) - mean;
      sum += off * off;
    }
    return all.size() < 2 ? Double.NaN : Math.sqrt(sum / (all.size() - 1));
  }
}
