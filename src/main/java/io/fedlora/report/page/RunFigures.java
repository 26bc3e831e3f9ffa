package io.fedlora.report.page;

import io.fedlora.report.reading.Ending;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Scores;
import io.fedlora.report.reading.Trip;
import java.util.List;

/**
 * What a run comes to in figures that can be compared; not a number where it has none.
 *
 * @param metric mean over clients at the end
 * @param worst of the clients
 * @param afterLocal mean right after the clients' own last local work
 * @param loss mean cross-entropy at the end
 * @param seconds virtual, to the end
 * @param bytes up and down
 * @param flops counted local work
 * @param merged share of requests that were merged
 * @param rank mean over clients of the numerical rank
 * @param scores of its rounds
 * @param higher whether more of the metric is better
 */
record RunFigures(
    double metric,
    double worst,
    double afterLocal,
    double loss,
    double seconds,
    double bytes,
    double flops,
    double merged,
    double rank,
    Scores scores,
    boolean higher) {
  static RunFigures of(RunReading run) {
    Scores.Round last = run.scores().lastScored().orElse(null);
    List<Integer> ranks = run.ending().map(Ending::ranks).orElse(List.of());
    long merged =
        run.story().trips().stream().filter(t -> t.outcome() == Trip.Outcome.MERGED).count();
    // Of a run that goes on they would be those of a part of it.
    boolean ended = run.ending().isPresent();
    double requests = run.story().trips().size();
    return new RunFigures(
        last == null ? Double.NaN : last.metric(),
        last == null ? Double.NaN : run.isHigherBetter() ? last.least() : last.greatest(),
        Spread.of(run.ending().map(Ending::afterLocal).orElse(List.of())).mean(),
        last == null ? Double.NaN : last.loss(),
        ended ? run.story().now() / 1e9 : Double.NaN,
        ended ? run.story().up().total() + run.story().down().total() : Double.NaN,
        ended ? run.story().flops().total() : Double.NaN,
        ended ? merged / requests : Double.NaN,
        Spread.of(ranks.stream().map(Integer::doubleValue).toList()).mean(),
        run.scores(),
        run.isHigherBetter());
  }

  /** The best mean of any round. */
  double best() {
    return scores.best(higher);
  }

  /** Virtual seconds until the mean was first that good; not a number if it never was. */
  double secondsTo(double target) {
    return scores.reaching(target, higher).map(round -> round.time() / 1e9).orElse(Double.NaN);
  }
}
