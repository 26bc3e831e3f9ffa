package io.fedlora.corpus;

import io.fedlora.random.RandomStream;
import java.util.Arrays;

/** Texts in a random order for each label, each of which can be taken once. */
final class Urn {
  private final int[][] byLabel;
  private final int[] taken;

  /**
   * Fills an urn.
   *
   * @param key tells this urn from others of the run
   */
  Urn(Pool pool, int[] texts, long seed, long... key) {
    int labels = pool.labels().size();
    byLabel = new int[labels][];
    taken = new int[labels];
    for (int l = 0; l < labels; l++) {
      int label = l;
      byLabel[l] = Arrays.stream(texts).filter(t -> pool.label(t) == label).toArray();
      long[] keys = Arrays.copyOf(key, key.length + 1);
      keys[key.length] = l;
      RandomStream.of(seed, "split", keys).shuffle(byLabel[l]);
    }
  }

  /** How many texts of each label are left. */
  int[] left() {
    int[] left = new int[taken.length];
    Arrays.setAll(left, l -> byLabel[l].length - taken[l]);
    return left;
  }

  /** How many texts of this label there were at first. */
  int held(int label) {
    return byLabel[label].length;
  }

  /** Takes so many texts of each label; they come in corpus order. */
  int[] take(int[] quotas) {
    int[] drawn = new int[Arrays.stream(quotas).sum()];
    int at = 0;
    for (int l = 0; l < quotas.length; l++) {
      System.arraycopy(byLabel[l], taken[l], drawn, at, quotas[l]);
      taken[l] += quotas[l];
      at += quotas[l];
    }
    Arrays.sort(drawn);
    return drawn;
  }
}
