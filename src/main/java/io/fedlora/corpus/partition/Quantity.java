package io.fedlora.corpus.partition;

import io.fedlora.corpus.Apportionment;
import io.fedlora.corpus.Dealing;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Section;
import io.fedlora.corpus.Split;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;

/**
 * Clients that differ in how many training texts they have, and in nothing else.
 *
 * <p>{@code corpus.train-per-client} is then the mean. Every client has at least one training text;
 * validation and test texts are dealt equally, so that every score is as sure as the others.
 */
@Named(value = "quantity", summary = "training sets of unequal size, labels at random")
public final class Quantity implements Dealing {
  /**
   * Options.
   *
   * @param sizes {@code log-normal} or {@code dirichlet}: the law of the sizes
   * @param sigma of log-normal sizes: the standard deviation of their logarithm, 0 for equal ones
   * @param concentration of Dirichlet sizes: the distribution's parameter for each client; the
   *     lower, the less equal
   */
  public record Options(String sizes, double sigma, double concentration) {}

  private final Options options;

  public Quantity(Options options) {
    this.options = options;
    boolean logNormal = options.sizes().equals("log-normal");
    if (!logNormal && !options.sizes().equals("dirichlet")) {
      throw new ScenarioException(
          "partition.sizes = " + options.sizes() + ": give log-normal or dirichlet");
    }
    if (logNormal && !(options.sigma() >= 0 && options.sigma() <= 10)) {
      throw new ScenarioException(
          "partition.sigma = " + options.sigma() + ": give a number from 0 to 10");
    }
    double concentration = options.concentration();
    if (!logNormal && !(concentration > 0 && concentration < Double.POSITIVE_INFINITY)) {
      throw new ScenarioException(
          "partition.concentration = " + concentration + ": give a positive number, as 1.0");
    }
  }

  @Override
  public int[][] deal(Pool pool, Split split, Section section, int clients, long seed) {
    int[] texts = split.texts(section).clone();
    RandomStream.of(seed, "partition quantity", section.index()).shuffle(texts);
    if (section != Section.TRAIN) {
      return Slices.equal(texts, clients);
    }
    RandomStream stream = RandomStream.of(seed, "partition sizes");
    int[] sizes = Apportionment.of(texts.length - clients, weights(clients, stream));
    return Slices.of(texts, Arrays.stream(sizes).map(size -> size + 1).toArray());
  }

  private double[] weights(int clients, RandomStream stream) {
    double[] weights = new double[clients];
    if (options.sizes().equals("dirichlet")) {
      Arrays.fill(weights, options.concentration());
      return DirichletWeights.draw(weights, stream);
    }
    Arrays.setAll(weights, k -> StrictMath.exp(options.sigma() * stream.nextGaussian()));
    return weights;
  }
}
