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
 * Clients of equal size whose label proportions are drawn from a Dirichlet distribution.
 *
 * <p>A client's proportions come from Dirichlet(concentration × label shares), the shares being
 * those of all training texts, and hold for its training, validation and test texts alike. Where
 * the clients together ask for more texts of a label than there are, each gets its share of them,
 * and what it then lacks is filled from other labels, again in its own proportions.
 */
@Named(
    value = "dirichlet",
    summary = "label proportions from a Dirichlet distribution, equal client sizes")
public final class Dirichlet implements Dealing {
  /**
   * Options.
   *
   * @param concentration positive; the lower, the fewer labels a client holds. It is the sum over
   *     labels of the distribution's parameters
   */
  public record Options(double concentration) {}

  private final double concentration;

  public Dirichlet(Options options) {
    concentration = options.concentration();
    if (!(concentration > 0 && concentration < Double.POSITIVE_INFINITY)) {
      throw new ScenarioException(
          "partition.concentration = " + concentration + ": give a positive number, as 1.0");
    }
  }

  @Override
  public int[][] deal(Pool pool, Split split, Section section, int clients, long seed) {
    int[] texts = split.texts(section);
    int[][] counts =
        counts(proportions(pool, split, clients, seed), pool.count(texts), texts.length / clients);
    int[][] dealt = new int[clients][];
    int[] next = new int[pool.labels().size()];
    int[][] byLabel = new int[next.length][];
    for (int l = 0; l < next.length; l++) {
      int label = l;
      byLabel[l] = Arrays.stream(texts).filter(t -> pool.label(t) == label).toArray();
      RandomStream.of(seed, "partition label", section.index(), label).shuffle(byLabel[l]);
    }
    for (int client = 0; client < clients; client++) {
      dealt[client] = new int[texts.length / clients];
      int at = 0;
      for (int l = 0; l < next.length; l++) {
        int taken = counts[client][l];
        System.arraycopy(byLabel[l], next[l], dealt[client], at, taken);
        next[l] += taken;
        at += taken;
      }
      RandomStream.of(seed, "partition client", section.index(), client).shuffle(dealt[client]);
    }
    return dealt;
  }

  private double[][] proportions(Pool pool, Split split, int clients, long seed) {
    int[] counts = pool.count(split.train());
    double[] shapes = new double[counts.length];
    Arrays.setAll(shapes, l -> concentration * counts[l] / split.train().length);
    double[][] proportions = new double[clients][];
    for (int client = 0; client < clients; client++) {
      RandomStream stream = RandomStream.of(seed, "partition proportions", client);
      proportions[client] = DirichletWeights.draw(shapes, stream);
    }
    return proportions;
  }

  /**
   * How many texts of each label a client gets.
   *
   * @param proportions what each client asks for
   * @param available texts of each label
   * @param each texts of a client; all clients' together are at most the available ones
   */
  static int[][] counts(double[][] proportions, int[] available, int each) {
    int clients = proportions.length;
    int[] left = available.clone();
    int[][] counts = new int[clients][left.length];
    // A pass either gives every client all it lacks or uses a label up, so that it ends.
    while (true) {
      int[][] asked = new int[clients][];
      boolean done = true;
      for (int client = 0; client < clients; client++) {
        int lacking = each - Arrays.stream(counts[client]).sum();
        asked[client] = Apportionment.of(lacking, wish(proportions[client], left, lacking));
        done &= lacking == 0;
      }
      if (done) {
        return counts;
      }
      for (int l = 0; l < left.length; l++) {
        grant(l, asked, left, counts);
      }
    }
  }

  private static double[] wish(double[] proportions, int[] left, int lacking) {
    double[] wish = new double[left.length];
    double sum = 0;
    for (int l = 0; l < left.length; l++) {
      wish[l] = left[l] > 0 ? proportions[l] : 0;
      sum += wish[l];
    }
    if (sum == 0 && lacking > 0) {
      // It has no wish for what is left: then it takes from whatever there is most of.
      Arrays.setAll(wish, l -> left[l]);
    }
    return wish;
  }

  private static void grant(int label, int[][] asked, int[] left, int[][] counts) {
    double[] requests = Arrays.stream(asked).mapToDouble(a -> a[label]).toArray();
    int sum = Arrays.stream(asked).mapToInt(a -> a[label]).sum();
    int[] granted = Apportionment.of(Math.min(sum, left[label]), requests);
    for (int client = 0; client < granted.length; client++) {
      counts[client][label] += granted[client];
      left[label] -= granted[client];
    }
  }
}
