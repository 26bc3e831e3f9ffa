package io.fedlora.corpus.partition;

import io.fedlora.corpus.Dealing;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Section;
import io.fedlora.corpus.Split;
import io.fedlora.random.RandomStream;
import io.fedlora.scenario.Named;
import io.fedlora.scenario.ScenarioException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Label sorting, as PF2LoRA's experiments divide their data.
 *
 * <p>For each label the texts are shuffled; the first (1 − heterogeneity) of them, to the nearest
 * whole number (halves to the even one), join a common pool, which is shuffled; the rest stays
 * sorted by label. A client gets an equal contiguous slice of both, and shuffles what it has.
 * Remainders are dropped. Training, validation and test texts are dealt alike.
 */
@Named(
    value = "label-skew",
    summary = "label sorting: a share of the texts sorted by label, the rest at random")
public final class LabelSkew implements Dealing {
  /**
   * Options.
   *
   * @param heterogeneity the share of texts that stays sorted by label: 0 is without skew, at 1 a
   *     client holds as few labels as there can be
   */
  public record Options(double heterogeneity) {}

  private final double heterogeneity;

  public LabelSkew(Options options) {
    heterogeneity = options.heterogeneity();
    if (!(heterogeneity >= 0 && heterogeneity <= 1)) {
      throw new ScenarioException(
          "partition.heterogeneity = " + heterogeneity + ": give a number from 0 to 1");
    }
  }

  @Override
  public int[][] deal(Pool pool, Split split, Section section, int clients, long seed) {
    int[] texts = split.texts(section);
    int[] common = {};
    int[] sorted = {};
    for (int l = 0; l < pool.labels().size(); l++) {
      int label = l;
      int[] own = Arrays.stream(texts).filter(t -> pool.label(t) == label).toArray();
      RandomStream.of(seed, "partition label", section.index(), label).shuffle(own);
      int shared = (int) StrictMath.rint((1 - heterogeneity) * own.length);
      common = join(common, Arrays.copyOf(own, shared));
      sorted = join(sorted, Arrays.copyOfRange(own, shared, own.length));
    }
    RandomStream.of(seed, "partition common", section.index()).shuffle(common);
    int[][] ofCommon = Slices.equal(common, clients);
    int[][] ofSorted = Slices.equal(sorted, clients);
    int[][] dealt = new int[clients][];
    for (int client = 0; client < clients; client++) {
      dealt[client] = join(ofCommon[client], ofSorted[client]);
      RandomStream.of(seed, "partition client", section.index(), client).shuffle(dealt[client]);
    }
    return dealt;
  }

  private static int[] join(int[] a, int[] b) {
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }
}
